import { signal } from "@preact/signals";

/** The pages within reach of a thumb; `favors` is a page behind the wallet. */
export const navPages = ["race", "results", "wallet"] as const;
const pages = [...navPages, "favors"] as const;
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
