import { type DataSource, In } from "typeorm";
import { RaceEntity } from "./race-entities.ts";

/** The numbers of races within their lobbies, by race id. */
export async function readRaceNumbers(
  dataSource: DataSource,
  raceIds: readonly number[],
): Promise<Map<number, number>> {
  if (raceIds.length === 0) return new Map();
  const rows = await dataSource.manager.find(RaceEntity, {
    where: { id: In([...raceIds]) },
    select: { id: true, number: true },
  });
  return new Map(rows.map(({ id, number }) => [id, number]));
}
