import { z } from "zod";
import type { MarketName, ToteRules } from "./market.ts";
import { markets } from "./markets.ts";
import { settleFixed } from "./settle-fixed.ts";
import { settleMarket } from "./settle-market.ts";
import type { Payout, Settlement } from "./settlement.ts";

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

/** One pool as a race record has it, with the bets that stood at its end. */
interface RecordedPool {
  market: string;
  /** The house's terms, plain JSON. */
  marketRules: Readonly<Record<string, unknown>>;
  /** Runners that started. */
  runnerCount: number;
  /** Saddle numbers by placing; a dead heat shares a list. */
  order: number[][];
  /** `price`, at fixed odds alone, is in hundredths per chip. */
  bets: readonly { serial: number; selection: number[]; stake: bigint; price?: number }[];
}

type RecordedSettlement = Omit<Settlement, "outcome" | "payouts"> & {
  payouts: (Omit<Payout, "id"> & { serial: number })[];
};

/**
 * What a recorded pool comes to: whoever verifies a race record hands these rules in, because a race
 * knows nothing of the tote. Throws on a market that these rules do not have, on terms that are none,
 * and on a bet at fixed odds without its price.
 */
export function settleRecorded(pool: RecordedPool): RecordedSettlement {
  const { market, marketRules, bets, ...result } = pool;
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
}

function toFixedBet<Bet extends { id: string; price?: number }>(bet: Bet) {
  if (bet.price === undefined) throw new Error(`bet ${bet.id} has no price`);
  return { ...bet, price: bet.price };
}

function isMarketName(name: string): name is MarketName {
  return Object.hasOwn(markets, name);
}
