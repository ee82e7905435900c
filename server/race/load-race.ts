import { type DataSource, LessThan } from "typeorm";
import { transaction } from "#server/storage/transaction.ts";
import { RaceEntity, type RaceRow } from "./race-entities.ts";

/**
 * The race a room goes on with, which from now on only this epoch may write: the unfinished one,
 * else the last finished one; undefined in a room just opened.
 */
export function loadRace(
  dataSource: DataSource,
  room: { id: string; epoch: number },
): Promise<RaceRow | undefined> {
  return transaction(dataSource, async (manager) => {
    const rows = await manager.find(RaceEntity, {
      where: { roomId: room.id },
      order: { number: "DESC" },
      take: 1,
    });
    const last = rows[0];
    if (last === undefined) return undefined;
    await manager.update(
      RaceEntity,
      { id: last.id, epoch: LessThan(room.epoch) },
      { epoch: room.epoch },
    );
    return manager.findOneByOrFail(RaceEntity, { id: last.id });
  });
}
