import type { EntityManager } from "typeorm";
import type { LiveEvent } from "#common/live/live-event.ts";
import type { RecordedEvent } from "#common/live/recorded-event.ts";
import { toStorableEvents } from "./storable-events.ts";

/** Fields that have a column; the payload is the rest. */
const COLUMNS = ["source", "channel", "eventId", "kind", "at", "receivedAt"];

/**
 * Inserts events in their order and answers those that were not recorded before (LIVE INPUT-1). An
 * event that happened before `prunedBeforeMs` is refused: its row may have been pruned, so nobody
 * can tell whether it counted.
 */
export async function insertEvents(
  manager: EntityManager,
  batch: { sessionId: number; prunedBeforeMs: string; events: readonly LiveEvent[] },
): Promise<Omit<RecordedEvent, "gift">[]> {
  const { events, json } = toStorableEvents(batch.events);
  const rows: { seq: string; name: string }[] = await manager.query(
    `INSERT INTO live_events
       (session_id, source, channel, event_id, kind, viewer_id, at_ms, received_at_ms, payload)
     SELECT $1, event->>'source', event->>'channel', event->>'eventId', event->>'kind',
       event->'viewer'->>'id', (event->'at')::bigint, (event->'receivedAt')::bigint,
       event - $3::text[]
     FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS input (event, ordinal)
     WHERE (event->'at')::bigint >= $4
     ORDER BY ordinal
     ON CONFLICT (source, channel, event_id) DO NOTHING
     RETURNING seq, channel || ' ' || event_id AS name`,
    [batch.sessionId, json, COLUMNS, batch.prunedBeforeMs],
  );
  const byName = new Map<string, LiveEvent>();
  // Of two with one id the first was inserted.
  for (const event of events.toReversed()) byName.set(`${event.channel} ${event.eventId}`, event);
  return rows.map(({ seq, name }) => {
    const event = byName.get(name);
    if (event === undefined) throw new Error(`an event came back that was not sent: ${name}`);
    return { seq: BigInt(seq), event };
  });
}
