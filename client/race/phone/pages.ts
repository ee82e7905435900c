import { signal } from "@preact/signals";

export const pages = ["race", "results", "wallet"] as const;
export type PageName = (typeof pages)[number];

/** The page shown, kept in the address after `#`, so that the browser's Back works. */
export const page = signal<PageName>(readPage());

addEventListener("hashchange", () => {
  page.value = readPage();
  scrollTo(0, 0);
});

export function pageLink(name: PageName): string {
  return `#${name}`;
}

function readPage(): PageName {
  const name = location.hash.slice(1);
  return pages.find((known) => known === name) ?? "race";
}
