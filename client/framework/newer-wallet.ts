/**
 * The balance to show: the one with the highest version, so that an old reply that arrives late, or
 * is replayed for a repeated key, never overwrites a newer balance (LEDGER-3).
 */
export function newerWallet<Wallet extends { version: number }>(
  shown: Wallet | undefined,
  heard: Wallet,
): Wallet {
  return shown === undefined || heard.version > shown.version ? heard : shown;
}
