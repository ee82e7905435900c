import { PRICE_MAX, rungAtOrBelow } from "./price-ladder.ts";

/** Standard errors above what was seen: the true chance is higher in about 1 of 740 cases. */
const DEVIATIONS = 3n;

/** Keeps the root exact enough: its sixth decimal is rounded up. */
const ROOT_SCALE = 1_000_000n;

/**
 * The fixed price of a runner that won `wins` of `runs` simulated races (TOTE-8), hundredths per chip
 * staked, stake included: the reciprocal of the upper confidence bound of its chance (Wilson's score
 * interval), less a margin of 0 to 9999 basis points, rounded down to a rung of the ladder, 1.01 to
 * 100.00. So the prices of a field always add up to more than certainty, as long as none is 1.01.
 * Integers decide. Throws out of range.
 */
export function fixedPrice(seen: { wins: number; runs: number; marginBps: number }): number {
  const { wins, runs, marginBps } = seen;
  if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`${runs} runs`);
  if (!Number.isSafeInteger(wins) || wins < 0 || wins > runs) {
    throw new RangeError(`${wins} wins in ${runs} runs`);
  }
  if (!Number.isInteger(marginBps) || marginBps < 0 || marginBps > 9_999) {
    throw new RangeError(`a margin of ${marginBps} basis points`);
  }
  const chance = upperBound(BigInt(wins), BigInt(runs));
  const kept = BigInt(10_000 - marginBps);
  const price = (100n * kept * chance.denominator) / (10_000n * chance.numerator);
  return rungAtOrBelow(Number(price < BigInt(PRICE_MAX) ? price : BigInt(PRICE_MAX)));
}

/** (2w + z² + z √(z² + 4w(n − w)/n)) / 2(n + z²), the root rounded up. */
function upperBound(wins: bigint, runs: bigint): { numerator: bigint; denominator: bigint } {
  const square = DEVIATIONS ** 2n;
  const underRoot = square * runs + 4n * wins * (runs - wins);
  const root = rootUp((ROOT_SCALE ** 2n * underRoot) / runs + 1n);
  return {
    numerator: ROOT_SCALE * (2n * wins + square) + DEVIATIONS * root,
    denominator: 2n * ROOT_SCALE * (runs + square),
  };
}

/** The square root of a positive number, rounded up (Newton's method, from above). */
function rootUp(value: bigint): bigint {
  let root = value;
  for (let next = (value + 1n) / 2n; next < root; next = (root + value / root) / 2n) root = next;
  return root * root < value ? root + 1n : root;
}
