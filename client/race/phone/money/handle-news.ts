import { signal } from "@preact/signals";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";
import { hearWallet } from "./wallet.ts";

/** +1 whenever the server says that the player's handles or coins have changed. */
export const handleNewsHeard = signal(0);

export function hearHandleNews({ wallets }: { wallets: readonly WalletWire[] }): void {
  for (const wallet of wallets) hearWallet(wallet);
  handleNewsHeard.value += 1;
}
