import type { DataSource } from "typeorm";
import type { RaceResult } from "#common/race/race-simulation.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { RaceResultEntity } from "./race-entities.ts";
import { type OwnedRace, writeRace } from "./write-race.ts";

/** Writes the order of finish once, before any money moves; a second time changes nothing. */
export function storeResult(
  dataSource: DataSource,
  { race, result }: { race: OwnedRace; result: RaceResult },
): Promise<void> {
  return transaction(dataSource, async (manager) => {
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    await writeRace(manager, race, { status: "settling" });
    await manager
      .createQueryBuilder()
      .insert()
      .into(RaceResultEntity)
      .values({
        raceId: race.raceId,
        finishOrder: result.order,
        finishTimesMs: result.finishTimesMs,
        ticks: result.ticks,
      })
      .orIgnore()
      .execute();
  });
}
