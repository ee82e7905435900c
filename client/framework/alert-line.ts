import { signal } from "@preact/signals";

const SHOWN_MS = 6_000;
let hiding: ReturnType<typeof setTimeout> | undefined;

/** What the console has to say about the last thing the host did. */
export const alertLine = signal("");

/** Says something for six seconds. */
export function say(text: string): void {
  clearTimeout(hiding);
  alertLine.value = text;
  hiding = setTimeout(() => {
    alertLine.value = "";
  }, SHOWN_MS);
}
