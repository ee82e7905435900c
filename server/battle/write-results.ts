import type { EntityManager } from "typeorm";
import type { BattleTally } from "#common/battle/battle-tally.ts";
import { BattleResultEntity } from "./battle-entities.ts";

/** Writes how each side came out of a battle; behind its gate, so that the sums are final. */
export async function writeResults(
  manager: EntityManager,
  { battleId, tally }: { battleId: number; tally: BattleTally },
): Promise<void> {
  const worths = await readWorths(manager, battleId);
  await manager.insert(
    BattleResultEntity,
    tally.standings().order.map(({ country, seat, points }, index) => ({
      battleId,
      country,
      seat,
      points: BigInt(points),
      place: index + 1,
      gifts: worths.get(country)?.gifts ?? 0,
      diamonds: worths.get(country)?.diamonds ?? 0n,
    })),
  );
}

/** Totals that a battle's row keeps from its end on. */
export function totalsOf(tally: BattleTally) {
  return {
    isRehearsal: tally.isRehearsal,
    gifts: tally.gifts,
    diamonds: BigInt(tally.diamonds),
  };
}

/** Gifts and diamonds that counted for each country, claimed ones with it. */
async function readWorths(
  manager: EntityManager,
  battleId: number,
): Promise<Map<string, { gifts: number; diamonds: bigint }>> {
  const rows: { country: string; gifts: string; diamonds: string }[] = await manager.query(
    `SELECT country, sum(gifts) AS gifts, sum(diamonds) AS diamonds FROM battle_points
     WHERE battle_id = $1 AND country IS NOT NULL GROUP BY country`,
    [battleId],
  );
  return new Map(
    rows.map(({ country, gifts, diamonds }) => [
      country,
      { gifts: Number(gifts), diamonds: BigInt(diamonds) },
    ]),
  );
}
