import type { Market } from "./market.ts";
import { type SelectionPools, selectionPools } from "./selection-pools.ts";

/**
 * The stakes of one pool by saddle number, in chips, 0 or more. Its keys are the field: every runner
 * that can be backed now, with 0 where nobody has.
 */
export type StakesByRunner = ReadonlyMap<number, bigint>;

/** The same as pools of single-runner selections. Throws for a market of combinations. */
export function runnerPools(market: Market, stakes: StakesByRunner): SelectionPools {
  if (market.selectionSize !== 1) throw new Error(`${market.name} has no stakes by runner`);
  return selectionPools([...stakes].map(([runner, stake]) => ({ selection: [runner], stake })));
}

/** The runners from the most to the least backed; equal stakes by saddle number, lowest first. */
export function byStake(stakes: StakesByRunner): number[] {
  return [...stakes]
    .sort(([runnerA, a], [runnerB, b]) => (a === b ? runnerA - runnerB : a > b ? -1 : 1))
    .map(([runner]) => runner);
}
