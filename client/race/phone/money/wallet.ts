import { signal } from "@preact/signals";
import { newerWallet } from "#client/framework/newer-wallet.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";

/** The newest balance heard; undefined before the first. */
export const wallet = signal<WalletWire | undefined>(undefined);

/** Notes a balance that any answer carried; an older version changes nothing (LEDGER-3). */
export function hearWallet(heard: WalletWire): void {
  wallet.value = newerWallet(wallet.value, heard);
}
