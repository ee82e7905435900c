/**
 * The smallest sample that `share` (0 to 1) of all samples do not exceed: nearest rank, no
 * interpolation. `ascending` is sorted. NaN where there is no sample.
 */
export function percentile(ascending: ArrayLike<number>, share: number): number {
  const rank = Math.max(1, Math.ceil(ascending.length * share));
  return ascending[rank - 1] ?? Number.NaN;
}
