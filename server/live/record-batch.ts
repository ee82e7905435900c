import type { DataSource, EntityManager } from "typeorm";
import { addedGifts } from "#common/live/gift-count.ts";
import type { LiveEvent } from "#common/live/live-event.ts";
import type { RecordedBatch, RecordedEvent, StreamSession } from "#common/live/recorded-event.ts";
import type { StreakMark } from "#common/live/streak-book.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { countGifts } from "./count-gifts.ts";
import { insertEvents } from "./insert-events.ts";
import type { AfterCommit, LiveConsumer } from "./live-consumer.ts";

/** What a transaction has recorded. */
export interface BatchRecord {
  /** Only what was new. */
  batch: RecordedBatch;
  /** To be called once each, in order: makes visible what the consumers have counted. */
  afterCommit: readonly AfterCommit[];
  /** Gift events refused since their rows may have been pruned, so that nobody knows whether they counted. */
  giftsTooOld: number;
}

/**
 * Records events and lets every consumer count the new ones, all in one transaction: the same events
 * may come again, from any process and in any order, and change nothing (LIVE INPUT-1).
 *
 * The session's row is locked first, so batches of one session follow each other. Throws `LeaseLost`
 * when the room is not ours any more, and what `transaction` throws.
 */
export function recordBatch(
  dataSource: DataSource,
  input: {
    room: { id: string; epoch: number };
    session: StreamSession;
    events: readonly LiveEvent[];
    consumers: readonly LiveConsumer[];
    /** The server's clock, epoch milliseconds. */
    now: number;
  },
): Promise<BatchRecord> {
  const { session, consumers, now } = input;
  return transaction(dataSource, async (manager) => {
    for (const consumer of consumers) await consumer.enter?.(manager);
    await assertMine(manager, input.room);
    const prunedBeforeMs = await lockSession(manager, session.id);
    const { events } = input;
    const fresh = await insertEvents(manager, { sessionId: session.id, prunedBeforeMs, events });
    const giftsTooOld = countTooOld(events, Number(prunedBeforeMs));
    if (fresh.length === 0) {
      return { batch: { session, events: [], now }, afterCommit: [], giftsTooOld };
    }
    const { counts, marks } = await countGifts(
      manager,
      fresh.map(({ event }) => event),
    );
    const recorded: RecordedEvent[] = fresh.map(({ seq, event }) => {
      const gift = counts.get(event);
      return gift === undefined ? { seq, event } : { seq, event, gift };
    });
    await keepMarks(manager, { sessionId: session.id, marks, recorded });
    const batch = { session, events: recorded, now };
    const afterCommit: AfterCommit[] = [];
    for (const consumer of consumers) {
      const made = await consumer.record(manager, batch);
      if (made !== undefined) afterCommit.push(made);
    }
    return { batch, afterCommit, giftsTooOld };
  });
}

function countTooOld(events: readonly LiveEvent[], prunedBeforeMs: number): number {
  if (prunedBeforeMs === 0) return 0;
  return events.filter(({ kind, at }) => kind === "support" && at < prunedBeforeMs).length;
}

/** Answers until when the events of its channel may have been pruned. */
async function lockSession(manager: EntityManager, sessionId: number): Promise<string> {
  const rows: { pruned_before_ms: string }[] = await manager.query(
    "SELECT pruned_before_ms FROM stream_sessions WHERE id = $1 FOR NO KEY UPDATE",
    [sessionId],
  );
  if (rows[0] === undefined) throw new Error(`there is no stream session ${sessionId}`);
  return rows[0].pruned_before_ms;
}

/** Writes the streaks' marks and the session's counters in one statement. */
async function keepMarks(
  manager: EntityManager,
  kept: {
    sessionId: number;
    marks: ReadonlyMap<string, StreakMark>;
    recorded: readonly RecordedEvent[];
  },
): Promise<void> {
  const marks = [...kept.marks].map(([key, mark]) => ({ key, ...mark }));
  const gifts = kept.recorded.map(({ gift }) => (gift === undefined ? 0 : addedGifts(gift)));
  await manager.query(
    `WITH kept AS (
       INSERT INTO live_streaks (key, session_id, high, last_at_ms)
       SELECT key, $1, high, "lastAt"
       FROM jsonb_to_recordset($2::jsonb)
         AS mark (key text, high integer, "lastAt" bigint)
       ORDER BY key
       ON CONFLICT (key) DO UPDATE SET
         session_id = excluded.session_id,
         high = greatest(live_streaks.high, excluded.high),
         last_at_ms = greatest(live_streaks.last_at_ms, excluded.last_at_ms)
     )
     UPDATE stream_sessions SET events = events + $3, gifts = gifts + $4,
       last_event_at_ms = greatest(last_event_at_ms, $5)
     WHERE id = $1`,
    [
      kept.sessionId,
      JSON.stringify(marks),
      kept.recorded.length,
      gifts.reduce((sum, added) => sum + added, 0),
      Math.max(...kept.recorded.map(({ event }) => event.receivedAt)),
    ],
  );
}
