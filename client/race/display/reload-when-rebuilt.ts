import { effect } from "@preact/signals";
import type { DisplayFeed } from "./display-feed.ts";

/**
 * Loads the page anew when the server has come back with another build of it, but never in the
 * middle of a race: a screen on a wall is never reloaded by hand.
 */
export function reloadWhenRebuilt(feed: DisplayFeed): void {
  const scripts = [...document.querySelectorAll<HTMLScriptElement>("script[src]")];
  const paths = scripts.map(({ src }) => new URL(src).pathname);
  let wasLost = false;
  let isStale = false;
  effect(() => {
    const link = feed.link.value;
    if (link === "lost") wasLost = true;
    if (link !== "live" || !wasLost) return;
    wasLost = false;
    void areServed(paths).then((isCurrent) => {
      isStale = !isCurrent;
      if (isStale && feed.view.value?.phase === "lobby") location.reload();
    });
  });
  effect(() => {
    if (feed.view.value?.phase === "lobby" && isStale) location.reload();
  });
}

/** Whether the server's page still asks for these scripts: their names change with their content. No answer counts as yes: the page in hand is better than none. */
async function areServed(paths: readonly string[]): Promise<boolean> {
  try {
    const page = await fetch(location.pathname, { cache: "no-store" });
    if (!page.ok) return true;
    const html = await page.text();
    return paths.every((path) => html.includes(path));
  } catch {
    return true;
  }
}
