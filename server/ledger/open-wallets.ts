import type { EntityManager } from "typeorm";
import type { Currency } from "#common/wallet/wallet-schemas.ts";

/**
 * Opens an empty wallet for each of these players that has none in this currency yet; ascending, so
 * that two transactions that open the same ones wait for each other in one order. Comes right
 * before `lockWallets`.
 */
export async function openWallets(
  manager: EntityManager,
  playerIds: readonly string[],
  currency: Currency,
): Promise<void> {
  await manager.query(
    `insert into wallets (player_id, currency)
      select player.id, $2 from unnest($1::uuid[]) player (id) order by player.id
      on conflict do nothing`,
    [playerIds, currency],
  );
}
