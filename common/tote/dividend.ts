import type { ToteRules } from "./market.ts";

/**
 * What a chip staked is paid, stake included: `numerator / denominator` chips, exact. Both are
 * positive, and the quotient is never below 1.
 */
export interface Dividend {
  numerator: bigint;
  denominator: bigint;
}

/** The stake in which broken and minimum dividends are stated where the rules name no other. */
export const DIVIDEND_UNIT = 100n;

/**
 * The dividend of the backers who staked `stake` (above 0) together and share `numerator /
 * denominator` of the pool's `profit`, in the order of TOTE-7: the exact dividend, rounded down to
 * the break unit if there is one, then lifted to the minimum. A profit of 0 or less is the minimum
 * at once, so that nothing negative is ever divided (TOTE-3).
 */
export function declareDividend(
  share: { stake: bigint; profit: bigint; numerator: bigint; denominator: bigint },
  rules: ToteRules,
): Dividend {
  const { stake, profit } = share;
  const unit = rules.dividendUnit ?? DIVIDEND_UNIT;
  const minimum = { numerator: rules.minimumDividend ?? unit, denominator: unit };
  if (profit <= 0n) return minimum;
  const exact = {
    numerator: stake * share.denominator + profit * share.numerator,
    denominator: stake * share.denominator,
  };
  return larger(broken(exact, unit, rules.breakUnit), minimum);
}

/** What a stake is paid at a dividend: chips, rounded down; the rest stays in the pool (TOTE-7). */
export function payoutAt(dividend: Dividend, stake: bigint): bigint {
  return (stake * dividend.numerator) / dividend.denominator;
}

/** The dividend per `unit` chips staked, truncated to 4 decimals, all of them written: `"2.2500"`. */
export function dividendText(dividend: Dividend, unit = 1n): string {
  const tenThousandths = payoutAt(dividend, unit * 10_000n);
  const decimals = (tenThousandths % 10_000n).toString().padStart(4, "0");
  return `${tenThousandths / 10_000n}.${decimals}`;
}

function broken(dividend: Dividend, unit: bigint, breakUnit: bigint | undefined): Dividend {
  if (breakUnit === undefined) return dividend;
  const perUnit = payoutAt(dividend, unit);
  return { numerator: perUnit - (perUnit % breakUnit), denominator: unit };
}

function larger(a: Dividend, b: Dividend): Dividend {
  return a.numerator * b.denominator >= b.numerator * a.denominator ? a : b;
}
