import type { Language } from "./choose-language.ts";

/**
 * Odds for people, from hundredths of a chip per chip staked (340 = 3.40): two decimals below 10,
 * one below 100, whole from there, always truncated; "–" for 0, which means nobody backs it.
 */
export function formatOdds(hundredths: number, language: Language): string {
  if (hundredths === 0) return "–";
  const decimals = hundredths < 1_000 ? 2 : hundredths < 10_000 ? 1 : 0;
  const unit = 10 ** (2 - decimals);
  return formatDecimals(Math.trunc(hundredths / unit) / 10 ** decimals, decimals, language);
}

/** A dividend per unit stake as the server declares it (`"3.4166"`), truncated to two decimals; "–" for none. */
export function formatDividend(perUnit: string, language: Language): string {
  if (perUnit === "") return "–";
  const [whole = "0", fraction = ""] = perUnit.split(".");
  return formatDecimals(Number(`${whole}.${fraction.slice(0, 2)}`), 2, language);
}

function formatDecimals(value: number, decimals: number, language: Language): string {
  return value.toLocaleString(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
