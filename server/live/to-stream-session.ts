import type { StreamSession } from "#common/live/recorded-event.ts";
import type { StreamSessionRow } from "./stream-session-entity.ts";

/** A session's row as the rules know it. */
export function toStreamSession(row: StreamSessionRow): StreamSession {
  const { id, stage, source, channel } = row;
  return { id, stage, source, channel, startedAt: Number(row.startedAtMs) };
}
