import type { Amount } from "#common/framework/amounts.ts";

/** What a favor costs its borrower beyond the amount: `percent` (0 to 20) of it, rounded up (LEDGER-9). */
export function favorFee(amount: Amount, percent: number): Amount {
  return (amount * BigInt(percent) + 99n) / 100n;
}
