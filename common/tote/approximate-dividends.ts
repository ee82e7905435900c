import { approximateDividendOf } from "./approximate-dividend.ts";
import type { Market, ToteRules } from "./market.ts";
import { runnerPools, type StakesByRunner } from "./stakes-by-runner.ts";

/**
 * A whole board of a market on single runners (win, place, show): `approximateDividendOf` for every
 * runner of the field, by saddle number, in hundredths; 0 = no figure. Throws for a market of
 * combinations.
 */
export function approximateDividends(board: {
  market: Market;
  stakesByRunner: StakesByRunner;
  rules: ToteRules;
}): Map<number, number> {
  const { market, stakesByRunner, rules } = board;
  const pools = runnerPools(market, stakesByRunner);
  const field = new Set(stakesByRunner.keys());
  return new Map(
    [...field].map((runner) => [
      runner,
      approximateDividendOf({ market, selection: [runner], pools, field, rules }),
    ]),
  );
}
