import type { EntityManager } from "typeorm";
import type { StreakMark } from "#common/live/streak-book.ts";
import type { StreamSessionRow } from "./stream-session-entity.ts";

/** Nobody keeps one streak going for longer. */
const STREAK_LASTS_MAX_MS = 3_600_000;

/** How far earlier sessions of the same LIVE had counted the streaks that may go on in this one. */
export async function readEarlierMarks(
  manager: EntityManager,
  session: StreamSessionRow,
): Promise<[key: string, mark: StreakMark][]> {
  const { id, source, channel, startedAtMs } = session;
  const rows: { key: string; high: number }[] = await manager.query(
    `SELECT concat_ws(':', source, channel, viewer_id, payload->>'itemId',
         payload->'streak'->>'group') AS key,
       max((payload->>'quantity')::int) AS high
     FROM live_events
     WHERE kind = 'support' AND payload->'streak' IS NOT NULL AND session_id IN (
       SELECT id FROM stream_sessions
       WHERE source = $1 AND channel = $2 AND id < $3 AND last_event_at_ms >= $4)
     GROUP BY 1`,
    [source, channel, id, Number(startedAtMs) - STREAK_LASTS_MAX_MS],
  );
  return rows.map(({ key, high }) => [key, { high, lastAt: 0 }]);
}
