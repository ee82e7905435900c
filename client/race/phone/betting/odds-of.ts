import type { RaceView, RunnerView } from "#client/race/race-view.ts";
import type { MarketName } from "#common/tote/market.ts";
import { toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import { potentialReturn } from "#common/tote/potential-return.ts";

export type { MarketName } from "#common/tote/market.ts";

/** The markets the house offers that the field is big enough for (TOTE-1). */
export function marketsOf({ runners, marketRules }: RaceView): MarketName[] {
  return marketRules.markets.filter((name) => runners.length >= markets[name].runnersMin);
}

/** Approximate odds of a runner in a market, hundredths; 0 = nobody backs it. */
export function oddsOf(runner: RunnerView, market: MarketName): number {
  return market === "win" ? runner.winOdds : runner.placeOdds;
}

/** What a stake would return if it joined the pool now and its runner came in, whole chips (TOTE-9). */
export function returnOf(bet: {
  view: RaceView;
  market: MarketName;
  runner: number;
  stake: bigint;
}): bigint {
  const { view: race, market, runner, stake } = bet;
  const stakes = (view: RunnerView) => (market === "win" ? view.winStakes : view.placeStakes);
  return potentialReturn({
    market: markets[market],
    stake,
    runner,
    stakesByRunner: new Map(race.runners.map((view) => [view.number, BigInt(stakes(view))])),
    rules: toteRules(race.marketRules),
  });
}
