import { EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/** How far a streak was counted (BATTLE-3); `high` only ever grows. */
export interface LiveStreakRow {
  /** `source:channel:viewer:item:group`. */
  key: string;
  /** The session that moved it last. */
  sessionId: number;
  high: number;
  /** When its newest frame reached the server, epoch milliseconds; pruned by it. */
  lastAtMs: bigint;
}

export const LiveStreakEntity = new EntitySchema<LiveStreakRow>({
  name: "LiveStreak",
  tableName: "live_streaks",
  columns: {
    key: { type: "text", primary: true, primaryKeyConstraintName: "live_streaks_pkey" },
    sessionId: { name: "session_id", type: "int" },
    high: { type: "int" },
    lastAtMs: { name: "last_at_ms", ...bigintColumn },
  },
  indices: [{ name: "live_streaks_session", columns: ["sessionId", "lastAtMs"] }],
  foreignKeys: [
    {
      name: "live_streaks_session_fkey",
      target: "StreamSession",
      columnNames: ["sessionId"],
      referencedColumnNames: ["id"],
    },
  ],
});
