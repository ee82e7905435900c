import type { EntityManager } from "typeorm";
import { LeaseLost } from "#server/framework/durable-room.ts";
import { RaceEntity, type RaceRow } from "./race-entities.ts";

/** The race a room writes, and the epoch it writes under. */
export interface OwnedRace {
  raceId: number;
  roomId: string;
  epoch: number;
}

/** What an owner may change of a race. */
export type RaceChanges = Partial<
  Pick<
    RaceRow,
    | "status"
    | "phaseEndsAt"
    | "pausedLeftMs"
    | "offAt"
    | "voidReason"
    | "finishedAt"
    | "lockRoots"
    | "revealedRoot"
    | "revealedCount"
    | "arePowersStopped"
  >
>;

/**
 * Changes a race its room still owns. Throws `LeaseLost` when another process took the room over:
 * then nothing of the transaction may stand.
 */
export async function writeRace(
  manager: EntityManager,
  race: OwnedRace,
  changes: RaceChanges,
): Promise<void> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(RaceEntity)
    .set(changes)
    .where("id = :raceId AND epoch = :epoch", race)
    .execute();
  if (affected !== 1) throw new LeaseLost(race.roomId);
}
