import { EntitySchema } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/**
 * One viewer of a real LIVE and what they have earned there (LIVE INPUT-4). Changed under its own row
 * lock (`lockViewers`), which guards the viewer's link and the coins on the handle as well.
 */
export interface LiveViewerRow {
  source: string;
  viewerId: string;
  /** As last seen, in the platform's own letters. */
  handle: string;
  /** The handle as handles are compared (`foldHandle`). */
  handleKey: string;
  /** As last seen, fit for a screen. */
  name: string;
  /** Diamonds of every gift ever recorded. */
  diamondsTotal: bigint;
  giftCoinsGranted: Amount;
  /** Minutes present at a LIVE, over all sessions. */
  watchedMinutes: number;
  watchCoinsGranted: Amount;
  /** Minute of the newest sign of life, minutes since 1970; null before the first. */
  lastSeenMinute: number | null;
  /** Stream session of that sign. */
  lastSession: number | null;
}

export const LiveViewerEntity = new EntitySchema<LiveViewerRow>({
  name: "LiveViewer",
  tableName: "live_viewers",
  columns: {
    source: { type: "text", primary: true, primaryKeyConstraintName: "live_viewers_pkey" },
    viewerId: {
      name: "viewer_id",
      type: "text",
      primary: true,
      primaryKeyConstraintName: "live_viewers_pkey",
    },
    handle: { type: "text" },
    handleKey: { name: "handle_key", type: "text" },
    name: { type: "text" },
    diamondsTotal: { ...bigintColumn, name: "diamonds_total", default: 0 },
    giftCoinsGranted: { ...bigintColumn, name: "gift_coins_granted", default: 0 },
    watchedMinutes: { name: "watched_minutes", type: "integer", default: 0 },
    watchCoinsGranted: { ...bigintColumn, name: "watch_coins_granted", default: 0 },
    lastSeenMinute: { name: "last_seen_minute", type: "integer", nullable: true },
    lastSession: { name: "last_session", type: "integer", nullable: true },
  },
  indices: [{ name: "live_viewers_handle_idx", columns: ["source", "handleKey"] }],
  checks: [
    { name: "live_viewers_source_real", expression: "source in ('tiktok')" },
    {
      name: "live_viewers_coins_earned",
      expression:
        "gift_coins_granted >= 0 and gift_coins_granted <= 2 * diamonds_total / 100 and watch_coins_granted >= 0 and watch_coins_granted <= watched_minutes / 30",
    },
  ],
});
