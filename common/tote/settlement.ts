import type { Selection } from "./market.ts";

/** What one bet comes to. `payout` is chips, stake included; 0 for a lost bet. */
export interface Payout {
  id: string;
  status: "won" | "lost" | "refunded";
  payout: bigint;
}

/**
 * What one pool comes to, in chips. Always `paid + takeout + breakage = gross`, and every accepted
 * stake is in `gross + refunds`. A refunded pool has a gross of 0 (TOTE-2) and takes nothing out.
 */
export interface Settlement {
  outcome: "paid" | "refunded";
  /** Accepted stakes less refunds. */
  gross: bigint;
  takeout: bigint;
  /** `gross - takeout`. */
  net: bigint;
  /** To winners. `gross - paid` is the one posting to the house. */
  paid: bigint;
  /**
   * `net - paid`: what rounding left. Negative in a minus pool: the minimum dividend needed more
   * than the net pool. While the minimum is the stake, takeout covers it: `paid <= gross`.
   */
  breakage: bigint;
  refunds: bigint;
  /** Per chip staked, truncated to 4 decimals ("2.2500"); winning backed selections, best placed first. */
  dividends: { selection: Selection; perUnit: string }[];
  /** One for each bet, in the order the bets came. */
  payouts: Payout[];
}
