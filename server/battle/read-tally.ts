import type { EntityManager } from "typeorm";
import { BattleTally } from "#common/battle/battle-tally.ts";
import { CLAIM_MS } from "#common/battle/choose-side.ts";
import { isReal, type SourceKind, sourceKinds } from "#common/live/live-event.ts";
import type { BattleRow } from "./battle-entities.ts";

/** Sources whose gifts are on no board. */
const rehearsalSources: readonly SourceKind[] = sourceKinds.filter((source) => !isReal(source));

interface GifterSum {
  country: string;
  viewer_id: string | null;
  name: string;
  points: string;
  reached_seq: string;
}

/**
 * The sums of a battle's rows (BATTLE-4). Read alone behind the battle's gate: then nothing is being
 * added, and every row that is missing from the sums will have a higher number than those in them.
 */
export async function readTally(
  manager: EntityManager,
  battle: Pick<BattleRow, "id" | "settings">,
  now: number,
): Promise<BattleTally> {
  const totals: { last_seq: string; gifts: string; diamonds: string; is_rehearsal: boolean }[] =
    await manager.query(
      `SELECT coalesce(max(seq), 0) AS last_seq,
         coalesce(sum(gifts) FILTER (WHERE event_seq IS NOT NULL), 0) AS gifts,
         coalesce(sum(diamonds) FILTER (WHERE event_seq IS NOT NULL), 0) AS diamonds,
         coalesce(bool_or(source = ANY($2)), false) AS is_rehearsal
       FROM battle_points WHERE battle_id = $1`,
      [battle.id, rehearsalSources],
    );
  const [total] = totals;
  if (total === undefined) throw new Error("a sum has no row");
  const sums: GifterSum[] = await manager.query(
    `SELECT country, viewer_id, (array_agg(viewer_name ORDER BY seq DESC))[1] AS name,
       sum(points) AS points, coalesce(max(seq) FILTER (WHERE points <> 0), 0) AS reached_seq
     FROM battle_points WHERE battle_id = $1 AND country IS NOT NULL
     GROUP BY country, viewer_id`,
    [battle.id],
  );
  const waiting: { event_seq: string; viewer_id: string; points: string; at_ms: string }[] =
    await manager.query(
      `SELECT event_seq, viewer_id, points, at_ms FROM battle_points AS waits
       WHERE battle_id = $1 AND kind = 'undecided' AND at_ms >= $2
         AND NOT EXISTS (SELECT 1 FROM battle_points WHERE claims_event_seq = waits.event_seq)`,
      [battle.id, now - CLAIM_MS],
    );
  return new BattleTally(battle.settings.sides, {
    lastSeq: BigInt(total.last_seq),
    gifts: Number(total.gifts),
    diamonds: Number(total.diamonds),
    isRehearsal: total.is_rehearsal,
    sides: toSides(sums),
    gifters: sums.flatMap(({ country, viewer_id: viewerId, name, points, reached_seq }) =>
      viewerId === null
        ? []
        : [{ country, viewerId, name, points: Number(points), reachedSeq: BigInt(reached_seq) }],
    ),
    waiting: waiting.map((row) => ({
      eventSeq: BigInt(row.event_seq),
      viewerId: row.viewer_id,
      points: Number(row.points),
      atMs: Number(row.at_ms),
    })),
  });
}

/** A side's score is that of its gifters and of the host's hand. */
function toSides(sums: readonly GifterSum[]) {
  const sides = new Map<string, { country: string; points: number; reachedSeq: bigint }>();
  for (const { country, points, reached_seq } of sums) {
    const side = sides.get(country) ?? { country, points: 0, reachedSeq: 0n };
    const reachedSeq = BigInt(reached_seq);
    side.points += Number(points);
    if (reachedSeq > side.reachedSeq) side.reachedSeq = reachedSeq;
    sides.set(country, side);
  }
  return [...sides.values()];
}
