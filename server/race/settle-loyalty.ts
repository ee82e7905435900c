/** How a favor's end moves the loyalty of its players, 0 to 200 (LEDGER-9). */
export const loyaltySteps = {
  /** Both sides gain it when a favor is repaid. */
  repaid: 5,
  /** The borrower loses it when a favor falls due unpaid. */
  defaulted: 20,
} as const;
