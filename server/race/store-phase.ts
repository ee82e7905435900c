import type { DataSource } from "typeorm";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { enterRaceGate } from "./race-gate.ts";
import { type OwnedRace, type RaceChanges, writeRace } from "./write-race.ts";

/**
 * Writes a phase that moves no money: betting opened, a countdown begun, stopped or gone on. Behind
 * every bet that holds the gate, and never in a lobby that was closed meanwhile.
 */
export function storePhase(
  dataSource: DataSource,
  { race, changes }: { race: OwnedRace; changes: RaceChanges },
): Promise<void> {
  return transaction(dataSource, async (manager) => {
    await enterRaceGate(manager, race.raceId, "exclusive");
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    await writeRace(manager, race, changes);
  });
}
