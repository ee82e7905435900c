/**
 * The stakes of one pool by saddle number, in chips, 0 or more. Its keys are the field: every runner
 * that can be backed now, with 0 where nobody has.
 */
export type StakesByRunner = ReadonlyMap<number, bigint>;

/** The runners from the most to the least backed; equal stakes by saddle number, lowest first. */
export function byStake(stakes: StakesByRunner): number[] {
  return [...stakes]
    .sort(([runnerA, a], [runnerB, b]) => (a === b ? runnerA - runnerB : a > b ? -1 : 1))
    .map(([runner]) => runner);
}
