import { language } from "#client/framework/language.ts";

/** Hundredths with two decimals in the language of the page; with `isSigned` a gain carries its plus. */
export function formatHundredths(
  hundredths: number,
  { isSigned = false }: { isSigned?: boolean } = {},
): string {
  return (hundredths / 100).toLocaleString(language.value, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: isSigned ? "exceptZero" : "auto",
  });
}

/** Basis points as per cent with one decimal, without the sign. */
export function formatPercent(bps: number): string {
  return (bps / 100).toLocaleString(language.value, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}
