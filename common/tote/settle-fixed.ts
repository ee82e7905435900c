import { dividendText } from "./dividend.ts";
import { fixedPayout } from "./fixed-payout.ts";
import type { OrderOfFinish, ToteBet } from "./market.ts";
import { markets } from "./markets.ts";
import { refundAll } from "./refund-all.ts";
import type { Payout, Settlement } from "./settlement.ts";

/** A bet to win at the price that is frozen in it, hundredths per chip. */
export interface FixedBet extends ToteBet {
  price: number;
}

/**
 * Settles the win market of a race at fixed odds (TOTE-8): each winner is paid its own price, in a
 * dead heat its part of it, rounded down per bet. There is no fallback: stakes on the others are the
 * house's, and `breakage` is what it won, below 0 what it lost. Bets that a scratch has given back
 * are not among `bets`. Without bets, and with too few runners to run for a price, all goes back.
 *
 * `prices` are the race's, hundredths in saddle order: the dividends of those that came first.
 * Throws on a bet that names no single runner of `order`, and on a winner without a price.
 */
export function settleFixed(result: {
  bets: readonly FixedBet[];
  order: OrderOfFinish;
  prices: readonly number[];
}): Settlement {
  const { bets, order, prices } = result;
  const field = new Set(order.flat());
  for (const { id, selection } of bets) {
    const outcome = markets.win.normaliseSelection(selection, field);
    if (!outcome.ok) throw new RangeError(`bet ${id} is on ${selection.join("-")}, no runner`);
  }
  if (bets.length === 0 || field.size < markets.win.runnersMin) return refundAll(bets);

  const first = order[0] ?? [];
  const tied = first.length;
  const payouts = bets.map(({ id, selection, stake, price }): Payout => {
    if (!first.includes(selection[0] ?? 0)) return { id, status: "lost", payout: 0n };
    return { id, status: "won", payout: fixedPayout({ stake, price, tied }) };
  });
  const gross = bets.reduce((sum, { stake }) => sum + stake, 0n);
  const paid = payouts.reduce((sum, { payout }) => sum + payout, 0n);
  return {
    outcome: "paid",
    gross,
    takeout: 0n,
    net: gross,
    paid,
    breakage: gross - paid,
    refunds: 0n,
    dividends: first.map((runner) => ({
      selection: [runner],
      perUnit: perUnit(prices, runner, tied),
    })),
    payouts,
  };
}

function perUnit(prices: readonly number[], runner: number, tied: number): string {
  const price = prices[runner - 1];
  if (price === undefined) throw new RangeError(`runner ${runner} has no fixed price`);
  return dividendText({ numerator: BigInt(price), denominator: 100n * BigInt(tied) });
}
