/**
 * The house's terms as this page states them before a bet: least stake, takeout, and the price and
 * end of cancelling (TOTE-2, -10, -11). The server decides by its own configuration.
 */
export const houseTerms = {
  stakeMin: 10n,
  takeoutBps: 0,
  cancelFeeBps: 500,
  cancelClosesMs: 10_000,
} as const;
