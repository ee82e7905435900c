import { byStake, type StakesByRunner } from "./stakes-by-runner.ts";

/**
 * The favourite: the runner with the most staked on it, of equals the one with the lowest saddle
 * number, so that a board marks exactly one (TOTE-9). Undefined while nothing is staked.
 */
export function favourite(stakesByRunner: StakesByRunner): number | undefined {
  const [runner] = byStake(stakesByRunner);
  if (runner === undefined || stakesByRunner.get(runner) === 0n) return undefined;
  return runner;
}
