import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";

/** A whole number in the language of the page. */
export function formatCount(count: number): string {
  return formatAmount(BigInt(count), language.value);
}

/** Day and time of epoch milliseconds, in the language of the page and the zone of the device. */
export function formatMoment(at: number): string {
  return new Date(at).toLocaleString(language.value, { dateStyle: "medium", timeStyle: "short" });
}

/** Time of day to the second. */
export function formatClock(at: number): string {
  return new Date(at).toLocaleTimeString(language.value, { timeStyle: "medium" });
}
