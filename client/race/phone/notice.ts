import { signal } from "@preact/signals";

export interface Notice {
  text: string;
  tone: "good" | "bad" | "plain";
}

/** Good news is on the page anyway; a "no" takes reading. */
const SHOWN_MS = { good: 3_000, plain: 6_000, bad: 8_000 };
let hiding: ReturnType<typeof setTimeout> | undefined;

/** The one line at the bottom of the page that says what has just happened; read out by screen readers. */
export const notice = signal<Notice | undefined>(undefined);

/** Says something for some seconds; the next notice takes its place. */
export function say(text: string, tone: Notice["tone"] = "plain"): void {
  clearTimeout(hiding);
  notice.value = { text, tone };
  hiding = setTimeout(() => {
    notice.value = undefined;
  }, SHOWN_MS[tone]);
}
