import type { ToteBet } from "./market.ts";
import type { Settlement } from "./settlement.ts";

/**
 * Every stake goes back whole, with no takeout: a void race, a pool with too few runners, a result
 * that nobody covered (TOTE-1, TOTE-5, TOTE-6).
 */
export function refundAll(bets: readonly ToteBet[]): Settlement {
  return {
    outcome: "refunded",
    gross: 0n,
    takeout: 0n,
    net: 0n,
    paid: 0n,
    breakage: 0n,
    refunds: bets.reduce((sum, { stake }) => sum + stake, 0n),
    dividends: [],
    payouts: bets.map(({ id, stake }) => ({ id, status: "refunded", payout: stake })),
  };
}
