import type { DataSource } from "typeorm";
import { grantJoin } from "#server/ledger/grant-join.ts";
import { openHouse } from "#server/ledger/open-house.ts";
import { PlayerEntity } from "#server/players/player-entity.ts";
import { hashSecret } from "#server/players/secret-hash.ts";

let made = 0;

/** Puts players with these chips into a database, and a house with a bankroll of 1,000,000; answers their ids. */
export async function makePlayers(
  dataSource: DataSource,
  balances: readonly bigint[],
): Promise<string[]> {
  return dataSource.transaction(async (manager) => {
    await openHouse(manager, { currency: "chips", bankroll: 1_000_000n });
    const ids: string[] = [];
    for (const amount of balances) {
      made += 1;
      const { id } = await manager.save(PlayerEntity, {
        name: `Player ${made}`,
        joinKeyHash: hashSecret(`join ${made}`),
        resumeSecretHash: hashSecret(`resume ${made}`),
        lobbyCode: "BCDF",
      });
      await grantJoin(manager, { playerId: id, currency: "chips", amount });
      ids.push(id);
    }
    return ids;
  });
}
