import type { DataSource } from "typeorm";
import type { Clock } from "#server/framework/clock.ts";
import type { Log } from "#server/framework/log.ts";
import { pruneRecordings } from "./prune-recordings.ts";
import { reportSession } from "./report-session.ts";
import { StreamSessionEntity, type StreamSessionRow } from "./stream-session-entity.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Rows in one statement: none holds its locks for long. */
const PAGE = 5_000;

/**
 * Prunes once at the start and then every day until stopped. `keptDays`: days an event is kept, in the
 * database and in the recordings that the server wrote itself.
 */
export function pruneLiveDaily(deps: {
  dataSource: DataSource;
  clock: Clock;
  log: Log;
  keptDays: number;
  recordingsDir: string;
}) {
  const { dataSource, clock, log, keptDays, recordingsDir } = deps;
  let running: Promise<unknown> = Promise.resolve();
  function prune(): void {
    const beforeMs = clock.now() - keptDays * DAY_MS;
    running = Promise.all([
      pruneLive(dataSource, beforeMs).then(
        (pruned) => log.debug({ pruned }, "old live events dropped"),
        (error: unknown) => log.warn({ error }, "old live events not dropped"),
      ),
      pruneRecordings(recordingsDir, beforeMs).then(
        (pruned) => log.debug({ pruned }, "old recordings deleted"),
        (error: unknown) => log.warn({ error }, "old recordings not deleted"),
      ),
    ]);
  }
  prune();
  const daily = clock.every(DAY_MS, prune);
  return {
    /** Resolves when a pruning that has begun is done. */
    async stop(): Promise<void> {
      daily.stop();
      await running;
    },
  };
}

/**
 * Drops events that reached the server before `beforeMs`, and the marks of streaks as old. Sessions
 * stay, with their reports. Answers how many events it dropped.
 *
 * A session says first until when its events may be gone, so that one that comes again is refused
 * instead of counted a second time.
 */
export async function pruneLive(dataSource: DataSource, beforeMs: number): Promise<number> {
  const sessions = await findSessionsWithRowsBefore(dataSource, beforeMs);
  let pruned = 0;
  // Before any is dropped: a streak may have begun in an earlier session.
  for (const session of sessions) {
    if (session.endedAtMs !== null) await reportSession(dataSource, session);
  }
  for (const session of sessions) {
    await dataSource.query(
      `UPDATE stream_sessions SET pruned_before_ms = greatest(pruned_before_ms, $3)
       WHERE source = $1 AND channel = $2`,
      [session.source, session.channel, beforeMs],
    );
    pruned += await dropPages(dataSource, "live_events", {
      key: "session_id, seq",
      where: "session_id = $1 AND received_at_ms < $2",
      values: [session.id, beforeMs],
    });
    await dropPages(dataSource, "live_streaks", {
      key: "key",
      where: "session_id = $1 AND last_at_ms < $2",
      values: [session.id, beforeMs],
    });
  }
  return pruned;
}

function findSessionsWithRowsBefore(
  dataSource: DataSource,
  beforeMs: number,
): Promise<StreamSessionRow[]> {
  const hasRows = (table: string, column: string) =>
    `EXISTS (SELECT 1 FROM ${table} WHERE session_id = session.id AND ${column} < :before)`;
  return dataSource
    .getRepository(StreamSessionEntity)
    .createQueryBuilder("session")
    .where("session.startedAtMs < :before", { before: beforeMs })
    .andWhere(
      `(${hasRows("live_events", "received_at_ms")} OR ${hasRows("live_streaks", "last_at_ms")})`,
    )
    .orderBy("session.id")
    .getMany();
}

async function dropPages(
  dataSource: DataSource,
  table: string,
  rows: { key: string; where: string; values: readonly unknown[] },
): Promise<number> {
  let dropped = 0;
  for (;;) {
    const [, count]: [unknown, number] = await dataSource.query(
      `DELETE FROM ${table} WHERE (${rows.key}) IN (
         SELECT ${rows.key} FROM ${table} WHERE ${rows.where} ORDER BY ${rows.key} LIMIT ${PAGE})`,
      [...rows.values],
    );
    dropped += count;
    if (count < PAGE) return dropped;
  }
}
