import { EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { identityColumn } from "#server/storage/identity-column.ts";

/** `undecided` waits for a country; a `claim` is the row that gives it one. */
export type PointsKind = "gift" | "undecided" | "claim" | "manual";

/**
 * Points of a battle, written once (BATTLE-4): a side's score is the sum of its rows. What a gift
 * row says was decided in the transaction that recorded the gift and is never decided again.
 */
export interface BattlePointsRow {
  seq: bigint;
  battleId: number;
  kind: PointsKind;
  /** Stream session and source of the gift; null on manual rows. */
  sessionId: number | null;
  source: string | null;
  /** Record number of the gift's event: a gift counts once. */
  eventSeq: bigint | null;
  /** Record number of the undecided gift that a claim is for: claimed once. */
  claimsEventSeq: bigint | null;
  streakKey: string | null;
  /** The streak's high-water mark moved from here to there. */
  fromCount: number;
  toCount: number;
  viewerId: string | null;
  viewerName: string;
  giftId: string | null;
  giftName: string | null;
  /** Gifts that count here: fewer than the mark moved when the streak began before the battle. */
  gifts: number;
  diamonds: bigint;
  /** Null while undecided. */
  country: string | null;
  multiplier: number;
  points: bigint;
  /** When the gift was created, or the host gave the points; epoch milliseconds. */
  atMs: bigint;
  /** The same key counts once in a battle. */
  manualKey: string | null;
}

export const BattlePointsEntity = new EntitySchema<BattlePointsRow>({
  name: "BattlePoints",
  tableName: "battle_points",
  columns: {
    seq: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "battle_points_pkey",
      ...identityColumn("ALWAYS"),
    },
    battleId: { name: "battle_id", type: "int" },
    kind: { type: "text" },
    sessionId: { name: "session_id", type: "int", nullable: true },
    source: { type: "text", nullable: true },
    eventSeq: { ...bigintColumn, name: "event_seq", nullable: true },
    claimsEventSeq: { ...bigintColumn, name: "claims_event_seq", nullable: true },
    streakKey: { name: "streak_key", type: "text", nullable: true },
    fromCount: { name: "from_count", type: "int" },
    toCount: { name: "to_count", type: "int" },
    viewerId: { name: "viewer_id", type: "text", nullable: true },
    viewerName: { name: "viewer_name", type: "text" },
    giftId: { name: "gift_id", type: "text", nullable: true },
    giftName: { name: "gift_name", type: "text", nullable: true },
    gifts: { type: "int" },
    diamonds: bigintColumn,
    country: { type: "text", nullable: true },
    multiplier: { type: "int" },
    points: bigintColumn,
    atMs: { name: "at_ms", ...bigintColumn },
    manualKey: { name: "manual_key", type: "text", nullable: true },
  },
  indices: [
    { name: "battle_points_event", columns: ["eventSeq"], unique: true },
    { name: "battle_points_claim", columns: ["claimsEventSeq"], unique: true },
    { name: "battle_points_manual", columns: ["battleId", "manualKey"], unique: true },
    { name: "battle_points_battle", columns: ["battleId", "seq"] },
    { name: "battle_points_session", columns: ["sessionId"] },
    {
      name: "battle_points_undecided",
      columns: ["battleId", "viewerId"],
      where: "kind = 'undecided'",
    },
    {
      name: "battle_points_last_side",
      columns: ["source", "viewerId", "seq"],
      where: "country IS NOT NULL AND viewer_id IS NOT NULL",
    },
  ],
  checks: [
    {
      name: "battle_points_kind",
      expression: "kind IN ('gift', 'undecided', 'claim', 'manual')",
    },
    {
      name: "battle_points_country",
      expression: "(country IS NULL) = (kind = 'undecided')",
    },
    {
      name: "battle_points_origin",
      expression:
        "(event_seq IS NOT NULL) = (kind IN ('gift', 'undecided')) AND (claims_event_seq IS NOT NULL) = (kind = 'claim')",
    },
    {
      name: "battle_points_worth",
      expression:
        "kind = 'manual' OR (points = diamonds * multiplier AND gifts >= 0 AND diamonds >= 0)",
    },
  ],
  foreignKeys: [
    {
      name: "battle_points_battle_fkey",
      target: "Battle",
      columnNames: ["battleId"],
      referencedColumnNames: ["id"],
    },
  ],
});
