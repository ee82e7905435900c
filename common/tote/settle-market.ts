import { assertSelection } from "./assert-selection.ts";
import { type Declaration, declareDividends } from "./declare-dividends.ts";
import { dividendText, payoutAt } from "./dividend.ts";
import type { Market, OrderOfFinish, ToteBet, ToteRules } from "./market.ts";
import { refundAll } from "./refund-all.ts";
import { selectionKey, selectionPools } from "./selection-pools.ts";
import type { Payout, Settlement } from "./settlement.ts";

/** One pool at official: the bets still standing, and how the race ended. */
export interface PoolResult {
  market: Market;
  /** Runners at lock; every one of them is in `order`. */
  runnerCount: number;
  order: OrderOfFinish;
  bets: readonly ToteBet[];
  rules: ToteRules;
}

/**
 * Settles one pool: a pure function of the order of finish and the bets (TOTE-1 to TOTE-5, TOTE-7).
 * A pool with fewer runners than its market needs, and one whose result nobody covered, goes back.
 * Every division rounds down, once per bet; what is left is `breakage`. The order of the bets
 * decides nothing but the order of the payouts.
 *
 * Throws on what the rules exclude: an order that is not each runner once, a selection that the
 * market would not have accepted from this field, a stake below 1, an id used twice.
 */
export function settleMarket(result: PoolResult): Settlement {
  const { market, runnerCount, bets } = result;
  assertValid(result);
  if (runnerCount < market.runnersMin) return refundAll(bets);
  const declaration = declareDividends({ ...result, pools: selectionPools(bets) });
  if (declaration.dividends.size === 0) return refundAll(bets);
  return settlePaid(declaration, bets);
}

function settlePaid(declaration: Declaration, bets: readonly ToteBet[]): Settlement {
  const { gross, takeout, net, dividends } = declaration;
  const payouts = bets.map(({ id, selection, stake }): Payout => {
    const won = dividends.get(selectionKey(selection));
    if (won === undefined) return { id, status: "lost", payout: 0n };
    return { id, status: "won", payout: payoutAt(won.dividend, stake) };
  });
  const paid = payouts.reduce((sum, { payout }) => sum + payout, 0n);
  return {
    outcome: "paid",
    gross,
    takeout,
    net,
    paid,
    breakage: net - paid,
    refunds: 0n,
    dividends: [...dividends.values()].map(({ selection, dividend }) => ({
      selection,
      perUnit: dividendText(dividend),
    })),
    payouts,
  };
}

function assertValid({ market, runnerCount, order, bets }: PoolResult): void {
  const runners = order.flat();
  const field = new Set(runners);
  if (runners.length !== runnerCount || field.size !== runnerCount) {
    throw new Error(`an order of finish of ${runners.length} for ${runnerCount} runners`);
  }
  const ids = new Set<string>();
  for (const { id, selection, stake } of bets) {
    if (ids.has(id)) throw new Error(`bet ${id} is in the pool twice`);
    ids.add(id);
    if (stake < 1n) throw new RangeError(`bet ${id} has a stake of ${stake}`);
    assertSelection(market, selection, field);
  }
}
