import { expect } from "chai";
import type { ToteBet } from "./market.ts";
import { markets } from "./markets.ts";
import { settleMarket } from "./settle-market.ts";
import { workedExamples } from "./worked-examples.ts";

/** One bet on each selection, named by it. */
function betsOn(stakes: Record<string, bigint>): ToteBet[] {
  return Object.entries(stakes).map(([id, stake]) => ({ id, selection: toSelection(id), stake }));
}

function toSelection(id: string): number[] {
  return id.split("-").map(Number);
}

describe("settleMarket, worked by hand", () => {
  for (const example of workedExamples) {
    it(example.rule, () => {
      const bets = betsOn(example.stakes);
      const settlement = settleMarket({
        market: markets[example.market],
        runnerCount: example.order.flat().length,
        order: example.order,
        bets,
        rules: example.rules ?? { takeoutBps: 0 },
      });
      const gross = Object.values(example.stakes).reduce((a, b) => a + b, 0n);
      const takeout = example.takeout ?? 0n;
      const won = new Map(example.winners.map(([id, , payout]) => [String(id), payout]));
      expect(settlement).deep.equal({
        outcome: "paid",
        gross,
        takeout,
        net: gross - takeout,
        paid: [...won.values()].reduce((a, b) => a + b, 0n),
        breakage: example.breakage,
        refunds: 0n,
        dividends: example.winners.map(([id, perUnit]) => ({
          selection: toSelection(String(id)),
          perUnit,
        })),
        payouts: bets.map(({ id }) => {
          const payout = won.get(id);
          return payout === undefined
            ? { id, status: "lost", payout: 0n }
            : { id, status: "won", payout };
        }),
      });
    });
  }
});
