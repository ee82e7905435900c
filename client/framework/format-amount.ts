import type { Language } from "./choose-language.ts";

const formats = new Map<string, Intl.NumberFormat>();

/**
 * Whole chips for people: `1,000` in English, `1.000` in Spanish. Takes the decimal string of the
 * wire (`-?\d+`) or a `bigint`; exact at any size. With `isSigned` a gain carries its plus.
 */
export function formatAmount(
  amount: bigint | string,
  language: Language,
  { isSigned = false }: { isSigned?: boolean } = {},
): string {
  const key = `${language} ${isSigned}`;
  const format = formats.get(key) ?? amountFormat(language, isSigned);
  formats.set(key, format);
  return format.format(BigInt(amount));
}

/** Spanish leaves numbers of four digits ungrouped unless told; browsers before 106 read "always" as yes. */
function amountFormat(language: Language, isSigned: boolean): Intl.NumberFormat {
  return new Intl.NumberFormat(language, {
    maximumFractionDigits: 0,
    useGrouping: "always",
    signDisplay: isSigned ? "exceptZero" : "auto",
  });
}
