import type { DataSource, EntityManager } from "typeorm";
import type { Cast } from "#common/race/power-contract.ts";
import type { RaceInput } from "#common/race/race-simulation.ts";
import { transaction } from "#server/storage/transaction.ts";
import { RaceInputEntity, type RaceInputRow } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";

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

/**
 * Every cast of a race, whatever became of it, for whoever goes on with it: behind each cast that an
 * earlier owner still has on its way.
 */
export function readRaceInputs(dataSource: DataSource, raceId: number): Promise<RaceInput[]> {
  return transaction(dataSource, async (manager) => {
    await enterRaceGate(manager, raceId, "exclusive");
    const rows = await manager.find(RaceInputEntity, { where: { raceId }, order: { seq: "ASC" } });
    return rows.map(({ tick, seq, playerId, power, target }) => ({
      tick,
      seq,
      player: playerId,
      power,
      target,
    }));
  });
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
