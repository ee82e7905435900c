/** Makes a lead visible: 25.8 against 28.8 % is a difference of a fifth on the bar. */
const EXAGGERATION = 2.2;

/**
 * Widths of the tug bar's parts, adding up to 1: share to the power of 2.2, and never so narrow that
 * a flag has no room (`partMin`, at most 1 / sides): what is too narrow gets that much, the others
 * share what is left. Equal while nobody has scored. Scores are whole points, 0 or more.
 */
export function tugShares(scores: readonly number[], partMin = 0.07): number[] {
  const total = scores.reduce((sum, score) => sum + score, 0);
  if (total <= 0) return scores.map(() => 1 / scores.length);
  const weights = scores.map((score) => (score / total) ** EXAGGERATION);
  const narrow = new Set<number>();
  for (;;) {
    const wide = [...weights.keys()].filter((index) => !narrow.has(index));
    const weight = wide.reduce((sum, index) => sum + weights[index]!, 0);
    const room = 1 - partMin * narrow.size;
    const partOf = (index: number) => (room * weights[index]!) / weight;
    const tooNarrow = wide.filter((index) => partOf(index) < partMin);
    if (tooNarrow.length === 0) {
      return weights.map((_, index) => (narrow.has(index) ? partMin : partOf(index)));
    }
    for (const index of tooNarrow) narrow.add(index);
  }
}

/**
 * Shares in tenths of a percent, adding up to exactly 1000: rounded down, what is left goes to the
 * largest remainders, the earlier side first. All 0 while nobody has scored.
 */
export function permilleShares(scores: readonly number[]): number[] {
  const total = scores.reduce((sum, score) => sum + score, 0);
  if (total <= 0) return scores.map(() => 0);
  const exact = scores.map((score) => (score * 1_000) / total);
  const shares = exact.map(Math.floor);
  const left = 1_000 - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = [...exact.keys()].sort(
    (a, b) => exact[b]! - shares[b]! - (exact[a]! - shares[a]!) || a - b,
  );
  for (const index of byRemainder.slice(0, left)) shares[index]!++;
  return shares;
}
