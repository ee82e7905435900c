import type { EntityManager } from "typeorm";
import type { Cast } from "#common/race/power-contract.ts";
import { RaceInputEntity, type RaceInputRow } from "./race-entities.ts";

/** The powers a player has cast in one race, in their order. */
export async function readCasts(
  manager: EntityManager,
  { playerId, raceId }: { playerId: string; raceId: number },
): Promise<Cast[]> {
  const rows = await manager.find(RaceInputEntity, {
    where: { playerId, raceId },
    order: { seq: "ASC" },
  });
  return rows.map(toCast);
}

/** The cast as its player sees it. */
export function toCast(row: RaceInputRow): Cast {
  return {
    raceId: row.raceId,
    seq: row.seq,
    tick: row.tick,
    power: row.power,
    target: row.target,
    cost: row.cost,
    status: row.status,
    reason: row.reason,
  };
}
