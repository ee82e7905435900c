import type { EntityManager } from "typeorm";
import {
  RaceEntity,
  RacePoolEntity,
  type RacePoolRow,
  RaceResultEntity,
  type RaceResultRow,
} from "./race-entities.ts";

/** What everyone may know of an official race. */
export interface OfficialResult {
  /** Hex: revealed now (RACE-6). */
  serverSeed: string;
  result: RaceResultRow;
  pools: RacePoolRow[];
}

/** The result of a race whose settlement has committed; throws for any other. */
export async function readOfficial(
  manager: EntityManager,
  raceId: number,
): Promise<OfficialResult> {
  const row = await manager.findOneByOrFail(RaceEntity, { id: raceId, status: "official" });
  const result = await manager.findOneByOrFail(RaceResultEntity, { raceId });
  const pools = await manager.findBy(RacePoolEntity, { raceId });
  return { serverSeed: row.serverSeed, result, pools };
}
