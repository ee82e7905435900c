import { type MarketName, marketNames } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import type { RaceView, RunnerView } from "./race-view.ts";

/**
 * The markets the house offers that the field is still big enough for (TOTE-1), in the trade's order;
 * not to win at fixed odds once a runner is scratched (TOTE-8).
 */
export function offeredMarkets({ runners, marketRules }: RaceView): MarketName[] {
  const starters = runners.filter(({ isScratched }) => !isScratched).length;
  const isWinOff = marketRules.fixedPrices !== undefined && starters < runners.length;
  return marketNames.filter(
    (name) =>
      marketRules.markets.includes(name) &&
      starters >= markets[name].runnersMin &&
      !(name === "win" && isWinOff),
  );
}

/** Gross of a market's pool, whole chips as a decimal string. */
export function poolOf(view: RaceView, market: MarketName): string {
  switch (market) {
    case "win":
      return view.winPool;
    case "place":
      return view.placePool;
    case "show":
      return view.showPool;
    case "exacta":
      return view.exactaPool;
    case "quinella":
      return view.quinellaPool;
    case "trifecta":
      return view.trifectaPool;
  }
}

/**
 * What a chip on a runner pays as it stands, in hundredths: the house's fixed price where it has one
 * (TOTE-8), else the approximate dividend; 0 where there is no figure, and for combinations.
 */
export function oddsOf(runner: RunnerView, market: string): number {
  switch (market) {
    case "win":
      return runner.fixedPrice > 0 ? runner.fixedPrice : runner.winOdds;
    case "place":
      return runner.placeOdds;
    case "show":
      return runner.showOdds;
    default:
      return 0;
  }
}

/** Chips staked on a runner alone in a market, decimal string. */
export function stakesOn(runner: RunnerView, market: string): string {
  switch (market) {
    case "win":
      return runner.winStakes;
    case "place":
      return runner.placeStakes;
    case "show":
      return runner.showStakes;
    default:
      return "0";
  }
}

/** What a runner has officially paid in a market, per chip; empty = nothing. */
export function dividendOf(runner: RunnerView, market: string): string {
  switch (market) {
    case "win":
      return runner.winDividend;
    case "place":
      return runner.placeDividend;
    case "show":
      return runner.showDividend;
    default:
      return "";
  }
}
