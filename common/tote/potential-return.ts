import { type ApproximateTerms, exactApproximateDividend } from "./approximate-dividend.ts";
import { payoutAt } from "./dividend.ts";
import { selectionPools } from "./selection-pools.ts";

/**
 * What a stake would be paid if it joined the pool now, nothing followed it and its selection came in,
 * in chips, rounded down, under the assumption of `approximateDividendOf`: the slip's figure, which may
 * change until the off (TOTE-9). A big stake lowers its own dividend, and that is counted. In a
 * field too small for the market it is the stake, which would go back. A stake of 0 returns 0.
 * Throws on a negative stake and on a selection the market would not accept from this field.
 */
export function potentialReturnOf(slip: ApproximateTerms & { stake: bigint }): bigint {
  const { stake, selection, pools } = slip;
  if (stake < 0n) throw new RangeError(`a stake of ${stake}`);
  const joined = selectionPools([...pools.values(), { selection, stake }]);
  const dividend = exactApproximateDividend({ ...slip, pools: joined });
  return dividend === undefined ? stake : payoutAt(dividend, stake);
}
