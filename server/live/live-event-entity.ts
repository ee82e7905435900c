import { EntitySchema } from "typeorm";
import type { LiveEventKind, LiveViewer, SourceKind } from "#common/live/live-event.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { identityColumn } from "#server/storage/identity-column.ts";

/** A recorded event's payload: no field that has a column, and of the viewer's flags those that are set. */
export type EventPayload = Record<string, unknown> & { viewer?: Partial<LiveViewer> };

/**
 * One recorded event; (source, channel, event id) is recorded once (LIVE INPUT-1). No foreign key to its
 * session: it would be looked up for each row, and whoever inserts has locked the session's row.
 */
export interface LiveEventRow {
  seq: bigint;
  sessionId: number;
  source: SourceKind;
  channel: string;
  eventId: string;
  kind: LiveEventKind;
  viewerId: string | null;
  /** When it happened and when it reached the server, epoch milliseconds. */
  atMs: bigint;
  receivedAtMs: bigint;
  payload: EventPayload;
}

export const LiveEventEntity = new EntitySchema<LiveEventRow>({
  name: "LiveEvent",
  tableName: "live_events",
  columns: {
    sessionId: {
      name: "session_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "live_events_pkey",
    },
    seq: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "live_events_pkey",
      ...identityColumn("ALWAYS"),
    },
    source: { type: "text" },
    channel: { type: "text" },
    eventId: { name: "event_id", type: "text" },
    kind: { type: "text" },
    viewerId: { name: "viewer_id", type: "text", nullable: true },
    atMs: { name: "at_ms", ...bigintColumn },
    receivedAtMs: { name: "received_at_ms", ...bigintColumn },
    payload: { type: "jsonb" },
  },
  indices: [
    // The id first: it alone tells nearly all rows apart.
    { name: "live_events_once", columns: ["eventId", "channel", "source"], unique: true },
    { name: "live_events_gifts", columns: ["seq"], where: "(kind = 'support'::text)" },
  ],
});
