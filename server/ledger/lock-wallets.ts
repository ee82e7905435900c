import type { EntityManager } from "typeorm";
import type { Currency } from "#common/wallet/wallet-schemas.ts";
import { WalletEntity, type WalletRow } from "./wallet-entity.ts";

/**
 * Locks the wallets of these players for this transaction, ascending by player id
 * (`FOR NO KEY UPDATE`), and answers them by player id. Throws if a player has none.
 *
 * The one lock order of every transaction that moves money, single or batch (LEDGER-5); all of it
 * comes before the first write:
 *
 * 1. gates of races, ascending (advisory; shared to bet, exclusive to lock, settle, void)
 * 2. favor rows; viewers of a LIVE, ascending by id, then codes that link their handles
 * 3. wallets, ascending by player id: `lockWallets`
 * 4. house, liability and handle accounts, ascending by name: `lockAccounts`
 * 5. chains of bets and powers (`race_chains`), ascending by race
 * 6. idempotency keys, ascending: `claimKey`
 * 7. inserts: `postTransfers`, bets
 */
export async function lockWallets(
  manager: EntityManager,
  playerIds: readonly string[],
  currency: Currency,
): Promise<Map<string, WalletRow>> {
  const rows = await manager
    .createQueryBuilder(WalletEntity, "wallet")
    .where("wallet.playerId = any(:playerIds) and wallet.currency = :currency", {
      playerIds,
      currency,
    })
    .orderBy("wallet.playerId")
    .setLock("for_no_key_update")
    .getMany();
  const wallets = new Map(rows.map((row) => [row.playerId, row]));
  const missing = playerIds.find((id) => !wallets.has(id));
  if (missing !== undefined) throw new Error(`player ${missing} has no wallet in ${currency}`);
  return wallets;
}
