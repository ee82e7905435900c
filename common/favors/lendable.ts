import type { Amount } from "#common/framework/amounts.ts";

/**
 * What a player may lend now (LEDGER-9): only net winnings, less what is already out, and never
 * more than is available. `winnings` is what races have moved the player's total by, stakes, fees
 * and powers included, and may be negative; `lentOut` is the part of the amounts lent that has not
 * come back. 0 at least.
 */
export function lendable({
  winnings,
  lentOut,
  available,
}: {
  winnings: Amount;
  lentOut: Amount;
  available: Amount;
}): Amount {
  const free = winnings - lentOut;
  const most = free < available ? free : available;
  return most > 0n ? most : 0n;
}
