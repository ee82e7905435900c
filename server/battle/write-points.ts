import type { EntityManager } from "typeorm";
import type { PointsRow } from "#common/battle/battle-tally.ts";
import type { Boost } from "#common/battle/multiplier.ts";
import { isReal, type SourceKind } from "#common/live/live-event.ts";
import type { Choice, NewPoints } from "./decide-points.ts";

/** A row that was written, with its number. */
export type WrittenPoints = NewPoints & { seq: bigint };

const columns = {
  battleId: ["battle_id", "integer"],
  kind: ["kind", "text"],
  sessionId: ["session_id", "integer"],
  source: ["source", "text"],
  eventSeq: ["event_seq", "bigint"],
  claimsEventSeq: ["claims_event_seq", "bigint"],
  streakKey: ["streak_key", "text"],
  fromCount: ["from_count", "integer"],
  toCount: ["to_count", "integer"],
  viewerId: ["viewer_id", "text"],
  viewerName: ["viewer_name", "text"],
  giftId: ["gift_id", "text"],
  giftName: ["gift_name", "text"],
  gifts: ["gifts", "integer"],
  diamonds: ["diamonds", "bigint"],
  country: ["country", "text"],
  multiplier: ["multiplier", "integer"],
  points: ["points", "bigint"],
  atMs: ["at_ms", "bigint"],
} as const satisfies Record<keyof NewPoints, readonly [string, string]>;

const names = Object.keys(columns) as (keyof NewPoints)[];
const targets = names.map((name) => columns[name][0]).join(", ");
const sources = names.map((name) => `"${name}"`).join(", ");
const shape = names.map((name) => `"${name}" ${columns[name][1]}`).join(", ");

/**
 * Writes rows of points in one statement and in their order. Answers those that were new: a gift and
 * a claim are each unique by their event.
 */
export async function writePoints(
  manager: EntityManager,
  rows: readonly NewPoints[],
): Promise<WrittenPoints[]> {
  if (rows.length === 0) return [];
  const written: { seq: string; event_seq: string | null; claims_event_seq: string | null }[] =
    await manager.query(
      `INSERT INTO battle_points (${targets})
       SELECT ${sources} FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (${shape}))
         WITH ORDINALITY AS given (${sources}, place) ORDER BY place
       ON CONFLICT DO NOTHING RETURNING seq, event_seq, claims_event_seq`,
      [JSON.stringify(rows, bigintsAsText)],
    );
  const seqs = new Map(
    written.map((row) => [`${row.event_seq} ${row.claims_event_seq}`, BigInt(row.seq)]),
  );
  return rows.flatMap((row) => {
    const seq = seqs.get(`${row.eventSeq} ${row.claimsEventSeq}`);
    return seq === undefined ? [] : [{ ...row, seq }];
  });
}

/** Keeps which countries viewers have named; of two comments the later one counts. */
export async function writeAllegiances(
  manager: EntityManager,
  sessionId: number,
  choices: readonly Choice[],
): Promise<void> {
  if (choices.length === 0) return;
  const said = choices.map(({ event, country }) => ({
    viewer_id: event.viewer.id,
    country,
    at_ms: event.at,
  }));
  await manager.query(
    `INSERT INTO battle_allegiances AS known (session_id, viewer_id, country, at_ms)
     SELECT $1, viewer_id, country, max(at_ms)
     FROM jsonb_to_recordset($2::jsonb) AS said (viewer_id text, country text, at_ms bigint)
     GROUP BY viewer_id, country ORDER BY viewer_id, country
     ON CONFLICT (session_id, viewer_id, country)
       DO UPDATE SET at_ms = greatest(known.at_ms, excluded.at_ms)`,
    [sessionId, JSON.stringify(said)],
  );
}

export async function writeBoosts(
  manager: EntityManager,
  battleId: number,
  boosts: readonly Boost[],
): Promise<void> {
  if (boosts.length === 0) return;
  await manager.query(
    `INSERT INTO battle_boosts (battle_id, from_ms, until_ms, factor)
     SELECT $1, from_ms, until_ms, factor
     FROM jsonb_to_recordset($2::jsonb) AS boost (from_ms bigint, until_ms bigint, factor integer)`,
    [
      battleId,
      JSON.stringify(
        boosts.map(({ fromMs, untilMs, factor }) => ({
          from_ms: fromMs,
          until_ms: untilMs,
          factor,
        })),
      ),
    ],
  );
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/** A written row, as far as a score needs it. */
export function toPointsRow(row: WrittenPoints): PointsRow {
  return {
    seq: row.seq,
    kind: row.kind,
    eventSeq: row.eventSeq ?? row.claimsEventSeq ?? undefined,
    viewerId: row.viewerId ?? undefined,
    viewerName: row.viewerName,
    gifts: row.gifts,
    diamonds: Number(row.diamonds),
    country: row.country ?? undefined,
    points: Number(row.points),
    atMs: Number(row.atMs),
    isRehearsal: row.source !== null && !isReal(row.source as SourceKind),
  };
}
