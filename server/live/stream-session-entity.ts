import { EntitySchema } from "typeorm";
import type { SourceKind } from "#common/live/live-event.ts";
import type { ConnectLive, ShowReport } from "#common/live/live-schemas.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { identityColumn } from "#server/storage/identity-column.ts";

/** One connected LIVE of a stage from its start to its end (BATTLE-1). Times are epoch milliseconds. */
export interface StreamSessionRow {
  id: number;
  /** Code of the stage whose show it feeds. */
  stage: string;
  roomId: string;
  source: SourceKind;
  channel: string;
  /** How to connect again. */
  request: ConnectLive;
  /** Whether the next start of the room connects again; a host's disconnect ends that. */
  isKept: boolean;
  startedAtMs: bigint;
  endedAtMs: bigint | null;
  /** When its newest recorded event reached the server; 0 = none has. */
  lastEventAtMs: bigint;
  /** Events recorded. */
  events: number;
  /** Gifts recorded, each of a streak once. */
  gifts: number;
  /** Events that reached the server before this time have been pruned, perhaps. */
  prunedBeforeMs: bigint;
  /** What the show brought in, once it has ended and was counted. */
  report: ShowReport | null;
}

export const StreamSessionEntity = new EntitySchema<StreamSessionRow>({
  name: "StreamSession",
  tableName: "stream_sessions",
  columns: {
    id: {
      type: "int",
      primary: true,
      primaryKeyConstraintName: "stream_sessions_pkey",
      ...identityColumn("ALWAYS"),
    },
    stage: { type: "text" },
    roomId: { name: "room_id", type: "uuid" },
    source: { type: "text" },
    channel: { type: "text" },
    request: { type: "jsonb" },
    isKept: { name: "is_kept", type: "boolean", default: true },
    startedAtMs: { name: "started_at_ms", ...bigintColumn },
    endedAtMs: { name: "ended_at_ms", ...bigintColumn, nullable: true },
    lastEventAtMs: { name: "last_event_at_ms", ...bigintColumn, default: 0 },
    events: { type: "int", default: 0 },
    gifts: { type: "int", default: 0 },
    prunedBeforeMs: { name: "pruned_before_ms", ...bigintColumn, default: 0 },
    report: { type: "jsonb", nullable: true },
  },
  indices: [
    {
      name: "stream_sessions_one_open",
      columns: ["roomId"],
      unique: true,
      where: "ended_at_ms IS NULL",
    },
    {
      // Its events are recorded once: a second stage on the same LIVE would see none of them.
      name: "stream_sessions_one_per_channel",
      columns: ["source", "channel"],
      unique: true,
      where: "ended_at_ms IS NULL",
    },
    { name: "stream_sessions_channel", columns: ["source", "channel"] },
  ],
  checks: [
    {
      name: "stream_sessions_source",
      expression: "source IN ('tiktok', 'simulator', 'recording')",
    },
  ],
  foreignKeys: [
    {
      name: "stream_sessions_room",
      target: "DurableRoom",
      columnNames: ["roomId"],
      referencedColumnNames: ["id"],
    },
  ],
});
