import { language } from "./language.ts";

/** Day and time of epoch milliseconds, in the language of the page and the zone of the device. */
export function formatMoment(at: number): string {
  return new Date(at).toLocaleString(language.value, { dateStyle: "medium", timeStyle: "short" });
}

/** Time of day to the second. */
export function formatClock(at: number): string {
  return new Date(at).toLocaleTimeString(language.value, { timeStyle: "medium" });
}
