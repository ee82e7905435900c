import type { DataSource } from "typeorm";
import { transaction } from "#server/storage/transaction.ts";
import { RaceEntity, type RaceRow } from "./race-entities.ts";

/**
 * The race a room goes on with: the unfinished one, which from now on only this epoch may write,
 * else the last finished one; undefined in a room just opened.
 */
export function loadRace(
  dataSource: DataSource,
  room: { id: string; epoch: number },
): Promise<RaceRow | undefined> {
  return transaction(dataSource, async (manager) => {
    await manager
      .createQueryBuilder()
      .update(RaceEntity)
      .set({ epoch: room.epoch })
      .where("room_id = :id AND finished_at IS NULL AND epoch < :epoch", room)
      .execute();
    const rows = await manager.find(RaceEntity, {
      where: { roomId: room.id },
      order: { number: "DESC" },
      take: 1,
    });
    return rows[0];
  });
}
