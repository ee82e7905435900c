import type { DataSource } from "typeorm";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { RaceEntity } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { type RacePools, readPools } from "./read-pools.ts";
import { type OwnedRace, writeRace } from "./write-race.ts";

/**
 * Locks betting: behind every bet that holds the gate, and in front of every later one. The pools
 * are read under the lock, so what is shown from now on is what will be settled (TOTE-11).
 */
export function lockRace(
  dataSource: DataSource,
  { race, offAt }: { race: OwnedRace; offAt: number },
): Promise<RacePools> {
  return transaction(dataSource, async (manager) => {
    await enterRaceGate(manager, race.raceId, "exclusive");
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    const row = await manager.findOneByOrFail(RaceEntity, { id: race.raceId });
    // `racing` already: an earlier try committed without hearing so.
    if (row.status !== "betting" && row.status !== "racing")
      throw new Error(`a race in ${row.status} can't be locked`);
    await writeRace(manager, race, {
      status: "racing",
      phaseEndsAt: null,
      pausedLeftMs: null,
      offAt: BigInt(offAt),
    });
    return readPools(manager, race.raceId);
  });
}
