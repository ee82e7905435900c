import type { EntityManager } from "typeorm";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";
import { rankSides } from "#common/battle/standings.ts";
import { isReal, sourceKinds } from "#common/live/live-event.ts";
import type { BattleRow } from "./battle-entities.ts";

/** What a battle has come to. */
export type Scored = Pick<BattleSummaryWire, "standings" | "gifts" | "diamonds" | "isRehearsal">;

interface ScoreSum {
  country: string | null;
  points: string;
  reached_seq: string;
  gifts: string;
  diamonds: string;
  is_rehearsal: boolean;
}

/** What a battle that is on has come to: the sum of its rows (BATTLE-4). */
export async function sumRows(manager: EntityManager, row: BattleRow): Promise<Scored> {
  const sums: ScoreSum[] = await manager.query(
    `SELECT country, sum(points) AS points,
       coalesce(max(seq) FILTER (WHERE points <> 0), 0) AS reached_seq,
       coalesce(sum(gifts) FILTER (WHERE event_seq IS NOT NULL), 0) AS gifts,
       coalesce(sum(diamonds) FILTER (WHERE event_seq IS NOT NULL), 0) AS diamonds,
       coalesce(bool_or(source = ANY($2)), false) AS is_rehearsal
     FROM battle_points WHERE battle_id = $1 GROUP BY country`,
    [row.id, sourceKinds.filter((source) => !isReal(source))],
  );
  const sides = row.settings.sides.map((country, seat) => {
    const sum = sums.find((side) => side.country === country);
    return {
      country,
      seat,
      points: Number(sum?.points ?? 0),
      reachedSeq: BigInt(sum?.reached_seq ?? 0),
    };
  });
  return {
    standings: rankSides(sides).order.map(({ country, seat, points }, index) => ({
      country,
      seat,
      points,
      place: index + 1,
    })),
    gifts: total(sums.map(({ gifts }) => gifts)),
    diamonds: total(sums.map(({ diamonds }) => diamonds)),
    isRehearsal: sums.some(({ is_rehearsal }) => is_rehearsal),
  };
}

function total(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Number(text), 0);
}
