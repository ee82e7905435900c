import { z } from "zod";
import type { SettleRecorded } from "#common/race/verify-payouts.ts";
import type { MarketName, ToteRules } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import { settleMarket } from "#common/tote/settle-market.ts";

/** The part of the recorded terms by which pools are settled. */
const recordedRules = z
  .looseObject({
    takeoutBps: z.int().min(0).max(10_000),
    breakUnit: z.stringFormat("chips", /^[1-9]\d{0,17}$/).optional(),
  })
  .transform(({ takeoutBps, breakUnit }): ToteRules => {
    return breakUnit === undefined ? { takeoutBps } : { takeoutBps, breakUnit: BigInt(breakUnit) };
  });

/**
 * The rules of the tote for a race record: the race knows nothing of them, so whoever verifies
 * hands them in. Throws on a market that these rules do not have and on terms that are none.
 */
export const settleRecorded: SettleRecorded = ({ market, marketRules, bets, ...result }) => {
  if (!isMarketName(market)) throw new Error(`there are no rules for a ${market} market`);
  const { payouts, ...settlement } = settleMarket({
    ...result,
    market: markets[market],
    bets: bets.map(({ serial, ...bet }) => ({ id: String(serial), ...bet })),
    rules: recordedRules.parse(marketRules),
  });
  return {
    ...settlement,
    payouts: payouts.map(({ id, ...payout }) => ({ serial: Number(id), ...payout })),
  };
};

function isMarketName(name: string): name is MarketName {
  return Object.hasOwn(markets, name);
}
