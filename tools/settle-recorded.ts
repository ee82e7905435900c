import { z } from "zod";
import type { SettleRecorded } from "#common/race/verify-payouts.ts";
import type { MarketName, ToteRules } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import { settleFixed } from "#common/tote/settle-fixed.ts";
import { settleMarket } from "#common/tote/settle-market.ts";

/** The part of the recorded terms by which pools are settled. */
const recordedRules = z
  .looseObject({
    takeoutBps: z.int().min(0).max(10_000),
    breakUnit: z.stringFormat("chips", /^[1-9]\d{0,17}$/).optional(),
    fixedPrices: z.array(z.int().min(101)).optional(),
  })
  .transform(({ takeoutBps, breakUnit, fixedPrices }) => {
    const rules: ToteRules = { takeoutBps };
    if (breakUnit !== undefined) rules.breakUnit = BigInt(breakUnit);
    return { rules, fixedPrices };
  });

/**
 * The rules of the tote for a race record: the race knows nothing of them, so whoever verifies
 * hands them in. Throws on a market that these rules do not have, on terms that are none, and on
 * a bet at fixed odds without its price.
 */
export const settleRecorded: SettleRecorded = ({ market, marketRules, bets, ...result }) => {
  if (!isMarketName(market)) throw new Error(`there are no rules for a ${market} market`);
  const { rules, fixedPrices } = recordedRules.parse(marketRules);
  const standing = bets.map(({ serial, ...bet }) => ({ id: String(serial), ...bet }));
  const { payouts, ...settlement } =
    market === "win" && fixedPrices !== undefined
      ? settleFixed({ order: result.order, prices: fixedPrices, bets: standing.map(toFixedBet) })
      : settleMarket({ ...result, market: markets[market], bets: standing, rules });
  return {
    ...settlement,
    payouts: payouts.map(({ id, ...payout }) => ({ serial: Number(id), ...payout })),
  };
};

function toFixedBet<Bet extends { id: string; price?: number }>(bet: Bet) {
  if (bet.price === undefined) throw new Error(`bet ${bet.id} has no price`);
  return { ...bet, price: bet.price };
}

function isMarketName(name: string): name is MarketName {
  return Object.hasOwn(markets, name);
}
