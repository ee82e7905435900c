import type { Language } from "#client/framework/choose-language.ts";
import { formatAmount } from "#client/framework/format-amount.ts";

/** Whole points, diamonds or viewers for people: `9,152` in English, `9.152` in Spanish. */
export function formatPoints(points: number, language: Language): string {
  return formatAmount(BigInt(Math.round(points)), language);
}

/** A share in tenths of a percent as `25.8%`, with the language's decimal sign. */
export function formatPermille(permille: number, language: Language): string {
  return `${(permille / 10).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`;
}
