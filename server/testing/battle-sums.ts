import type { DataSource } from "typeorm";
import type { BattleState } from "#common/battle/battle-state.ts";

/** Scores as a screen shows them. */
export function shownScores(state: BattleState): Record<string, number> {
  return Object.fromEntries(
    [...state.sides.values()].map(({ country, score }) => [country, score]),
  );
}

/** Scores as the rows say, told without the code under test. */
export async function storedScores(
  dataSource: DataSource,
  battleId: number,
): Promise<Record<string, number>> {
  const rows: { country: string; points: string }[] = await dataSource.query(
    `SELECT country, sum(points) AS points FROM battle_points
     WHERE battle_id = $1 AND country IS NOT NULL GROUP BY country`,
    [battleId],
  );
  return Object.fromEntries(rows.map(({ country, points }) => [country, Number(points)]));
}
