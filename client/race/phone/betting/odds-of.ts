import type { RunnerView } from "#client/race/race-view.ts";
import type { MarketName } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import { potentialReturn } from "#common/tote/potential-return.ts";
import { houseTerms } from "../../house-terms.ts";

export type { MarketName } from "#common/tote/market.ts";

/** The markets a field is big enough for (TOTE-1). */
export function marketsOf(runnerCount: number): MarketName[] {
  return Object.values(markets)
    .filter(({ runnersMin }) => runnerCount >= runnersMin)
    .map(({ name }) => name);
}

/** Approximate odds of a runner in a market, hundredths; 0 = nobody backs it. */
export function oddsOf(runner: RunnerView, market: MarketName): number {
  return market === "win" ? runner.winOdds : runner.placeOdds;
}

/** What a stake would return if it joined the pool now and its runner came in, whole chips (TOTE-9). */
export function returnOf(bet: {
  runners: readonly RunnerView[];
  market: MarketName;
  runner: number;
  stake: bigint;
}): bigint {
  const { runners, market, runner, stake } = bet;
  const stakes = (view: RunnerView) => (market === "win" ? view.winStakes : view.placeStakes);
  return potentialReturn({
    market: markets[market],
    stake,
    runner,
    stakesByRunner: new Map(runners.map((view) => [view.number, BigInt(stakes(view))])),
    rules: { takeoutBps: houseTerms.takeoutBps },
  });
}
