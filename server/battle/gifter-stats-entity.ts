import { EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/** One gifter over all battles that counted (BATTLE-6). */
export interface GifterStatsRow {
  source: string;
  viewerId: string;
  /** The last one seen. */
  name: string;
  points: bigint;
  /** Gifts and diamonds that counted for a country. */
  gifts: bigint;
  diamonds: bigint;
  /** Number of the row of points that brought the gifter here; 0 = none was worth anything. */
  reachedSeq: bigint;
}

const key = { primary: true, primaryKeyConstraintName: "gifter_stats_pkey" };

export const GifterStatsEntity = new EntitySchema<GifterStatsRow>({
  name: "GifterStats",
  tableName: "gifter_stats",
  columns: {
    source: { type: "text", ...key },
    viewerId: { name: "viewer_id", type: "text", ...key },
    name: { type: "text" },
    points: bigintColumn,
    gifts: bigintColumn,
    diamonds: bigintColumn,
    reachedSeq: { name: "reached_seq", ...bigintColumn },
  },
  indices: [{ name: "gifter_stats_best", columns: ["points"] }],
});
