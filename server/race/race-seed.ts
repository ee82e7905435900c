import type { DataSource, EntityManager } from "typeorm";
import { decodeHex } from "#common/framework/bytes.ts";
import { countRevealed, revealedRoot } from "#common/race/entropy.ts";
import { deriveRaceSeed, deriveRaceSeedV2 } from "#common/race/fairness.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { RaceEntropyEntity, type RaceEntropyRow } from "./fairness-entities.ts";
import { RaceEntity, type RaceRow } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { type OwnedRace, writeRace } from "./write-race.ts";

/**
 * Fixes what the phones have revealed, and with it the race's seed, in one transaction: no reveal is
 * taken afterwards (RACE-6 c). `offAt` is written with it. A second call changes nothing and answers
 * the row of the first, its off included. Throws for a race that is not locked.
 */
export function storeRaceSeed(
  dataSource: DataSource,
  { race, offAt }: { race: OwnedRace; offAt: number },
): Promise<RaceRow> {
  return transaction(dataSource, async (manager) => {
    await enterRaceGate(manager, race.raceId, "exclusive");
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    const row = await manager.findOneByOrFail(RaceEntity, { id: race.raceId });
    if (row.status !== "racing") throw new Error(`a race in ${row.status} has no off`);
    if (row.fairnessVersion === 1 || row.revealedRoot !== null) return row;
    if (row.lockRoots === null) throw new Error("a race has no seed before its lock");
    const phones = await readPhones(manager, race.raceId);
    const changes = {
      offAt: BigInt(offAt),
      revealedRoot: revealedRoot(phones),
      revealedCount: countRevealed(phones),
    };
    await writeRace(manager, race, changes);
    return { ...row, ...changes };
  });
}

/** The phones in a race's entropy tree, in their places; none before the lock. */
export function readPhones(manager: EntityManager, raceId: number): Promise<RaceEntropyRow[]> {
  return manager
    .createQueryBuilder(RaceEntropyEntity, "phone")
    .where("phone.raceId = :raceId AND phone.position IS NOT NULL", { raceId })
    .orderBy("phone.position")
    .getMany();
}

/** The 32 bytes that run a race, in either version. Throws while its roots are not all fixed. */
export function raceSeedOf(
  row: Pick<RaceRow, "id" | "fairnessVersion" | "serverSeed" | "lockRoots" | "revealedRoot">,
): Uint8Array {
  const serverSeed = decodeHex(row.serverSeed);
  if (row.fairnessVersion === 1) return deriveRaceSeed(serverSeed, row.id);
  const { lockRoots, revealedRoot: revealed } = row;
  if (lockRoots === null || revealed === null) {
    throw new Error(`race ${row.id} has no seed before its off`);
  }
  const { betsRoot, entropyRoot } = lockRoots;
  return deriveRaceSeedV2(serverSeed, row.id, { betsRoot, entropyRoot, revealedRoot: revealed });
}
