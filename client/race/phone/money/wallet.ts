import { signal } from "@preact/signals";
import { newerWallet } from "#client/framework/newer-wallet.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";

/** The newest balance of chips heard; undefined before the first. */
export const wallet = signal<WalletWire | undefined>(undefined);
/** The same of coins; undefined for who never had any. */
export const coins = signal<WalletWire | undefined>(undefined);

/** Notes a balance that any answer carried; an older version changes nothing (LEDGER-3). */
export function hearWallet(heard: WalletWire): void {
  const kept = heard.currency === "coins" ? coins : wallet;
  kept.value = newerWallet(kept.value, heard);
}
