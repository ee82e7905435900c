import type { DataSource } from "typeorm";
import { decodeHex } from "#common/framework/bytes.ts";
import type { RaceCard } from "#common/race/card.ts";
import { deriveRaceSeed } from "#common/race/fairness.ts";
import { simulateRace } from "#common/race/simulate-race.ts";

/**
 * Saddle numbers in the order of finish of a race that is still to run, from the seed that only
 * the database knows. A dead heat stands by saddle number.
 */
export async function foreseeOrder(dataSource: DataSource, raceId: number): Promise<number[]> {
  const rows: { card: RaceCard; server_seed: string }[] = await dataSource.query(
    "SELECT card, server_seed FROM races WHERE id = $1",
    [raceId],
  );
  const race = rows[0];
  if (race === undefined) throw new Error(`no race ${raceId}`);
  const seed = deriveRaceSeed(decodeHex(race.server_seed), raceId);
  return simulateRace(race.card, seed).order.flat();
}
