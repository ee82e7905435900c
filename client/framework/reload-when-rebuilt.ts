import { effect, type ReadonlySignal } from "@preact/signals";

/**
 * Loads the page anew when the server has come back with another build of it, but only while
 * `mayReload`, which reads signals, says so: a screen on a wall is never reloaded by hand. Returns
 * how to stop watching.
 */
export function reloadWhenRebuilt({
  link: line,
  mayReload,
}: {
  /** `live`, `lost` or anything else. */
  link: ReadonlySignal<string>;
  mayReload: () => boolean;
}): () => void {
  const scripts = [...document.querySelectorAll<HTMLScriptElement>("script[src]")];
  const paths = scripts.map(({ src }) => new URL(src).pathname);
  let wasLost = false;
  let isStale = false;
  const stopWatching = effect(() => {
    const link = line.value;
    if (link === "lost") wasLost = true;
    if (link !== "live" || !wasLost) return;
    wasLost = false;
    void areServed(paths).then((isCurrent) => {
      isStale = !isCurrent;
      if (isStale && mayReload()) location.reload();
    });
  });
  const stopWaiting = effect(() => {
    if (mayReload() && isStale) location.reload();
  });
  return () => {
    stopWatching();
    stopWaiting();
  };
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
