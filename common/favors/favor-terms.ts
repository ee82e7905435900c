/** What every favor keeps to (LEDGER-9); the amounts a house allows are settings. */
export const favorTerms = {
  /** Whole percent of the amount, the fee rounded up to a chip. */
  feePercentMax: 20,
  /** Official races until it is due, 1 to this many. */
  racesMax: 20,
  /** Official races with a bet that both must have behind them in the lobby. */
  settledRacesMin: 3,
  /** A borrower owes at most this many times the most one favor may be. */
  debtFactorMax: 2n,
  /** Loyalty of both when a favor is repaid in full. */
  loyaltyForRepaying: 5,
  /** What falling due unpaid costs the borrower. */
  loyaltyForDefault: 20,
  loyaltyMax: 200,
} as const;
