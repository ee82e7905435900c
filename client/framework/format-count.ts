import { formatAmount } from "./format-amount.ts";
import { language } from "./language.ts";

/** A whole number in the language of the page. */
export function formatCount(count: number): string {
  return formatAmount(BigInt(count), language.value);
}
