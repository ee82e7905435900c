import type { EntityManager } from "typeorm";
import type { LiveEvent } from "#common/live/live-event.ts";
import type { RecordedEvent } from "#common/live/recorded-event.ts";
import { toPayload } from "./event-payload.ts";
import { isStorable, toStorable } from "./storable-event.ts";

/**
 * Inserts events in their order and answers those that were not recorded before (LIVE INPUT-1). An
 * event that happened before `prunedBeforeMs` is refused: its row may have been pruned, so nobody
 * can tell whether it counted.
 */
export async function insertEvents(
  manager: EntityManager,
  batch: { sessionId: number; prunedBeforeMs: string; events: readonly LiveEvent[] },
): Promise<Omit<RecordedEvent, "gift">[]> {
  const { events, columns } = toStorableColumns(batch.events);
  const { ids, viewerIds, payloads } = columns;
  const rows: { seq: string; channel: string; event_id: string }[] = await manager.query(
    `INSERT INTO live_events
       (session_id, source, channel, event_id, kind, viewer_id, at_ms, received_at_ms, payload)
     SELECT $1, source, channel, event_id, kind, viewer_id, at_ms, received_at_ms, payload::jsonb
     FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[],
         $9::bigint[], string_to_array($10, E'\\n'))
       WITH ORDINALITY AS input (source, channel, event_id, kind, viewer_id, at_ms,
         received_at_ms, payload, place)
     WHERE at_ms >= $2
     ORDER BY place
     ON CONFLICT (event_id, channel, source) DO NOTHING
     RETURNING seq, channel, event_id`,
    [
      batch.sessionId,
      batch.prunedBeforeMs,
      events.map(({ source }) => source),
      events.map(({ channel }) => channel),
      ids,
      events.map(({ kind }) => kind),
      viewerIds,
      events.map(({ at }) => at),
      events.map(({ receivedAt }) => receivedAt),
      payloads,
    ],
  );
  const byName = new Map<string, LiveEvent>();
  // Of two with one id the first was inserted.
  for (const event of events.toReversed()) byName.set(`${event.channel} ${event.eventId}`, event);
  return rows.map(({ seq, channel, event_id }) => {
    const event = byName.get(`${channel} ${event_id}`);
    if (event === undefined) throw new Error(`an event came back that was not sent: ${event_id}`);
    return { seq: BigInt(seq), event };
  });
}

/** The columns that can hold anything, beside the events as the database can keep them. */
function toStorableColumns(given: readonly LiveEvent[]) {
  const columns = toColumns(given);
  const { ids, viewerIds, payloads } = columns;
  if (isStorable(payloads) && isStorable(JSON.stringify([ids, viewerIds]))) {
    return { events: given, columns };
  }
  const events = given.map(toStorable);
  return { events, columns: toColumns(events) };
}

function toColumns(events: readonly LiveEvent[]) {
  return {
    ids: events.map(({ eventId }) => eventId),
    viewerIds: events.map((event) => ("viewer" in event ? event.viewer.id : null)),
    // One text of a line each: JSON has no line breaks of its own, and an array would escape it all.
    payloads: events.map(toPayload).join("\n"),
  };
}
