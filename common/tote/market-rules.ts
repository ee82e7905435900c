import type { MarketName, ToteRules } from "./market.ts";

/**
 * The house's terms for one race, fixed when its betting opens: plain JSON (amounts as decimal
 * strings of whole chips), so that the race record carries them and its hash covers them (RACE-8).
 * A type and not an interface, because only a type may be handed on as any JSON object.
 */
export type MarketRules = {
  /** The markets offered; each is one pool of the race (TOTE-1). */
  markets: MarketName[];
  /** 0 to 10000 (TOTE-2). */
  takeoutBps: number;
  /** Chips per 100 staked; absent: dividends are not broken (TOTE-7). */
  breakUnit?: string;
  /** The least and the most one bet may stake (TOTE-11). */
  stakeMin: string;
  stakeMax: string;
  /** The most one player may have staked on the race, all markets together (TOTE-11). */
  stakeMaxPerRace: string;
  /** Of the stake, rounded up, 0 to 10000 (TOTE-10). */
  cancelFeeBps: number;
  /** How long before the close of betting cancelling ends (TOTE-10). */
  cancelClosesMs: number;
  /**
   * Present: the win market takes fixed odds (TOTE-8). By runner in saddle order, in hundredths of a
   * chip per chip staked, stake included (340 pays 3.40); frozen in each bet.
   */
  fixedPrices?: number[];
  /** The most the house may stand to lose on the fixed odds of this race (TOTE-8). */
  liabilityMax?: string;
};

/** The part of a race's terms by which its pools are settled. Throws on a break unit that is no number. */
export function toteRules({ takeoutBps, breakUnit }: MarketRules): ToteRules {
  return breakUnit === undefined ? { takeoutBps } : { takeoutBps, breakUnit: BigInt(breakUnit) };
}
