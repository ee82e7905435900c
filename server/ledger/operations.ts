/** Names of the operations that move money, the same through both doors (HTTP and room): a key is spent once, whichever it came by. */
export const operations = [
  "placeBet",
  "cancelBet",
  "castPower",
  "offerFavor",
  "acceptFavor",
  "repayFavor",
] as const;
export type Operation = (typeof operations)[number];
