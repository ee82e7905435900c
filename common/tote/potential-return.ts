import { approximateDividend } from "./approximate-dividends.ts";
import { payoutAt } from "./dividend.ts";
import type { Market, ToteRules } from "./market.ts";
import { byStake, runnerPools, type StakesByRunner } from "./stakes-by-runner.ts";

/**
 * What a stake would be paid if it joined the pool now, nothing followed it and its runner won, in
 * chips, rounded down, under the assumption of `approximateDividends`: the slip's figure, which may
 * change until the off (TOTE-9). A big stake lowers its own dividend, and that is counted. In a
 * field too small for the market it is the stake, which would go back. A stake of 0 returns 0.
 * Throws on a negative stake and on a runner that is not in the field.
 */
export function potentialReturn(slip: {
  market: Market;
  stake: bigint;
  runner: number;
  stakesByRunner: StakesByRunner;
  rules: ToteRules;
}): bigint {
  const { market, stake, runner, stakesByRunner, rules } = slip;
  const staked = stakesByRunner.get(runner);
  if (staked === undefined) throw new RangeError(`runner ${runner} is not in the field`);
  if (stake < 0n) throw new RangeError(`a stake of ${stake}`);
  const joined = new Map(stakesByRunner).set(runner, staked + stake);
  const board = { market, ranked: byStake(joined), pools: runnerPools(market, joined), rules };
  const dividend = approximateDividend(board, runner);
  return dividend === undefined ? stake : payoutAt(dividend, stake);
}
