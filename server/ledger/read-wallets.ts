import type { EntityManager } from "typeorm";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import { WalletEntity, type WalletRow } from "./wallet-entity.ts";

/** All wallets of a player, by currency. Reads without a lock: the version says how new it is. */
export async function readWallets(manager: EntityManager, playerId: string): Promise<Wallet[]> {
  const rows = await manager.find(WalletEntity, {
    where: { playerId },
    order: { currency: "ASC" },
  });
  return rows.map(toWallet);
}

/** A wallet row as it goes over the wire. */
export function toWallet(row: WalletRow): Wallet {
  return {
    currency: row.currency,
    total: row.balanceTotal,
    locked: row.balanceLocked,
    available: row.balanceTotal - row.balanceLocked,
    version: row.version,
  };
}
