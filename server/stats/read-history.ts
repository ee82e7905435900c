import type { EntityManager } from "typeorm";
import type { RouteReply } from "#common/framework/route-contract.ts";
import type { statsRoutes } from "#common/stats/stats-api.ts";
import { PoolSampleEntity, type PoolSampleRow } from "./pool-sample-entity.ts";

type PoolSample = RouteReply<(typeof statsRoutes)["readRaceStats"]>["history"][number];

/** More would not be seen in a chart. */
const SAMPLES_MAX = 240;

/** The pools of a race while betting, oldest first; of many samples every n-th up to the newest. */
export async function readHistory(manager: EntityManager, raceId: number): Promise<PoolSample[]> {
  const rows = await manager.find(PoolSampleEntity, {
    where: { raceId },
    order: { takenAt: "ASC" },
  });
  return thinOut(rows, SAMPLES_MAX).map(toWire);
}

/** Every n-th of a list, counted from its last, so that at most `max` are left. */
export function thinOut<Item>(items: readonly Item[], max: number): Item[] {
  const step = Math.ceil(items.length / max);
  return items.filter((_, index) => (items.length - 1 - index) % step === 0);
}

function toWire({ takenAt, gross, winStakes }: PoolSampleRow): PoolSample {
  return {
    at: Number(takenAt),
    gross: Object.entries(gross).map(([market, stakes]) => ({ market, stakes: BigInt(stakes) })),
    winStakes: Object.entries(winStakes).map(([number, stakes]) => ({
      number: Number(number),
      stakes: BigInt(stakes),
    })),
  };
}
