import { type EntityManager, In } from "typeorm";
import { RaceEntity, type RaceRow } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";

/** One phone's word on the draw of a race (RACE-6 b, c); of another room than `roomKey` it is nobody's. */
export interface PhoneWord {
  raceId: number;
  roomKey: string | undefined;
  playerId: string;
}

/** A phone's hash or secret, 64 hexadecimal digits. */
export type HashWord = PhoneWord & { hash: string };
export type SecretWord = PhoneWord & { secret: string };

/** Enters the gates of all races that are spoken of, ascending (LEDGER-5), and reads them behind it. */
export async function enterRacesOf(
  manager: EntityManager,
  words: readonly PhoneWord[],
): Promise<Map<number, RaceRow>> {
  const raceIds = [...new Set(words.map(({ raceId }) => raceId))].sort((a, b) => a - b);
  for (const raceId of raceIds) await enterRaceGate(manager, raceId, "shared");
  const races = await manager.findBy(RaceEntity, { id: In(raceIds) });
  return new Map(races.map((race) => [race.id, race]));
}
