import type { EntityManager } from "typeorm";
import { PlayerEntity, type PlayerRow } from "./player-entity.ts";

/** Locks a player's row for this transaction; `null` if there is no such player. */
export async function lockPlayer(
  manager: EntityManager,
  playerId: string,
): Promise<PlayerRow | null> {
  return manager.findOne(PlayerEntity, {
    where: { id: playerId },
    lock: { mode: "for_no_key_update" },
  });
}
