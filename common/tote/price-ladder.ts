/** Hundredths per chip: even the surest winner pays a little, and no outsider more than this. */
export const PRICE_MIN = 101;
export const PRICE_MAX = 10_000;

/** Rungs as bookmakers space them: up to `below`, a price is a multiple of `step`. Hundredths. */
const rungs = [
  { below: 200, step: 1 },
  { below: 300, step: 2 },
  { below: 400, step: 5 },
  { below: 600, step: 10 },
  { below: 1000, step: 20 },
  { below: 2000, step: 50 },
  { below: 3000, step: 100 },
  { below: 5000, step: 200 },
  { below: PRICE_MAX, step: 500 },
];

/** The rung of the price ladder at or below a price, from 1.01 to 100.00. Hundredths, whole or not. */
export function rungAtOrBelow(price: number): number {
  if (price >= PRICE_MAX) return PRICE_MAX;
  const step = rungs.find(({ below }) => price < below)?.step ?? 1;
  return Math.max(PRICE_MIN, Math.floor(price / step) * step);
}
