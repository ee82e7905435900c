import { EntitySchema } from "typeorm";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import type { PlannedEnd } from "#common/battle/planned-end.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { identityColumn } from "#server/storage/identity-column.ts";

export type BattleStatus = "running" | "sudden_death" | "closing" | "finished" | "dropped";

/** One battle. Times are epoch milliseconds of the server's clock. */
export interface BattleRow {
  id: number;
  /** The stage's room of type "battle". */
  roomId: string;
  /** Code of the stage. */
  stage: string;
  /** Number on the stage, from 1. */
  number: number;
  /** The epoch of the room that last wrote this row; every write names it. */
  epoch: number;
  status: BattleStatus;
  title: string;
  /** As they were at the start; later changes are for later battles. */
  settings: BattleSettings;
  startedAt: bigint;
  /** Gifts created before it count (BATTLE-1). */
  endsAt: bigint;
  /** The ends that were shown, each from its time on; what a moment is worth is measured by them. */
  plannedEnds: PlannedEnd[];
  /** Length of the regular time as it was begun, milliseconds. */
  durationMs: number;
  extendedMs: number;
  /** Set with `finished` and `dropped`. */
  endedAt: bigint | null;
  /** When the stage stopped showing its result. */
  leftAt: bigint | null;
  winner: string | null;
  isTie: boolean;
  /** Counted gifts of a source that is no real audience (LEDGER-2): on no board. Set at the end. */
  isRehearsal: boolean;
  /** Totals at the end; a battle that is on counts its rows. */
  gifts: number;
  diamonds: bigint;
}

export const BattleEntity = new EntitySchema<BattleRow>({
  name: "Battle",
  tableName: "battles",
  columns: {
    id: {
      type: "int",
      primary: true,
      primaryKeyConstraintName: "battles_pkey",
      ...identityColumn("ALWAYS"),
    },
    roomId: { name: "room_id", type: "uuid" },
    stage: { type: "text" },
    number: { type: "int" },
    epoch: { type: "int" },
    status: { type: "text" },
    title: { type: "text" },
    settings: { type: "jsonb" },
    startedAt: { name: "started_at", ...bigintColumn },
    endsAt: { name: "ends_at", ...bigintColumn },
    plannedEnds: { name: "planned_ends", type: "jsonb" },
    durationMs: { name: "duration_ms", type: "int" },
    extendedMs: { name: "extended_ms", type: "int", default: 0 },
    endedAt: { name: "ended_at", ...bigintColumn, nullable: true },
    leftAt: { name: "left_at", ...bigintColumn, nullable: true },
    winner: { type: "text", nullable: true },
    isTie: { name: "is_tie", type: "boolean", default: false },
    isRehearsal: { name: "is_rehearsal", type: "boolean", default: false },
    gifts: { type: "int", default: 0 },
    diamonds: { ...bigintColumn, default: 0 },
  },
  indices: [
    { name: "battles_room_number", columns: ["roomId", "number"], unique: true },
    {
      name: "battles_one_running",
      columns: ["roomId"],
      unique: true,
      where: "status IN ('running', 'sudden_death', 'closing')",
    },
    { name: "battles_ended", columns: ["endedAt"], where: "ended_at IS NOT NULL" },
  ],
  checks: [
    {
      name: "battles_status",
      expression: "status IN ('running', 'sudden_death', 'closing', 'finished', 'dropped')",
    },
    {
      name: "battles_ended_once",
      expression: "(ended_at IS NOT NULL) = (status IN ('finished', 'dropped'))",
    },
    { name: "battles_tie_has_no_winner", expression: "NOT (is_tie AND winner IS NOT NULL)" },
  ],
  foreignKeys: [
    {
      name: "battles_room",
      target: "DurableRoom",
      columnNames: ["roomId"],
      referencedColumnNames: ["id"],
    },
  ],
});

/** How one country came out of a battle, or stood when it was dropped; written once by the end. */
export interface BattleResultRow {
  battleId: number;
  country: string;
  seat: number;
  points: bigint;
  place: number;
  gifts: number;
  diamonds: bigint;
}

export const BattleResultEntity = new EntitySchema<BattleResultRow>({
  name: "BattleResult",
  tableName: "battle_results",
  columns: {
    battleId: {
      name: "battle_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "battle_results_pkey",
    },
    country: { type: "text", primary: true, primaryKeyConstraintName: "battle_results_pkey" },
    seat: { type: "int" },
    points: bigintColumn,
    place: { type: "int" },
    gifts: { type: "int" },
    diamonds: bigintColumn,
  },
  foreignKeys: [onBattle("battle_results_battle")],
});

/** One country over all battles that counted (BATTLE-6). */
export interface CountryStatsRow {
  country: string;
  wins: number;
  ties: number;
  battles: number;
  points: bigint;
  /** End of the battle that last brought it wins or points: who was there first. */
  reachedAt: bigint;
}

export const CountryStatsEntity = new EntitySchema<CountryStatsRow>({
  name: "CountryStats",
  tableName: "country_stats",
  columns: {
    country: { type: "text", primary: true, primaryKeyConstraintName: "country_stats_pkey" },
    wins: { type: "int" },
    ties: { type: "int" },
    battles: { type: "int" },
    points: bigintColumn,
    reachedAt: { name: "reached_at", ...bigintColumn },
  },
});

/** That a viewer named a country in a comment of a stream session (BATTLE-2). */
export interface AllegianceRow {
  sessionId: number;
  viewerId: string;
  country: string;
  /** The last comment that named it, epoch milliseconds. */
  atMs: bigint;
}

export const AllegianceEntity = new EntitySchema<AllegianceRow>({
  name: "BattleAllegiance",
  tableName: "battle_allegiances",
  columns: {
    sessionId: {
      name: "session_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "battle_allegiances_pkey",
    },
    viewerId: {
      name: "viewer_id",
      type: "text",
      primary: true,
      primaryKeyConstraintName: "battle_allegiances_pkey",
    },
    country: { type: "text", primary: true, primaryKeyConstraintName: "battle_allegiances_pkey" },
    atMs: { name: "at_ms", ...bigintColumn },
  },
});

/** A time in which points count more than once (BATTLE-3): after `fromMs` up to `untilMs`. */
export interface BattleBoostRow {
  id: bigint;
  battleId: number;
  fromMs: bigint;
  untilMs: bigint;
  factor: number;
}

export const BattleBoostEntity = new EntitySchema<BattleBoostRow>({
  name: "BattleBoost",
  tableName: "battle_boosts",
  columns: {
    id: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "battle_boosts_pkey",
      ...identityColumn("ALWAYS"),
    },
    battleId: { name: "battle_id", type: "int" },
    fromMs: { name: "from_ms", ...bigintColumn },
    untilMs: { name: "until_ms", ...bigintColumn },
    factor: { type: "int" },
  },
  indices: [{ name: "battle_boosts_battle", columns: ["battleId", "untilMs"] }],
  foreignKeys: [onBattle("battle_boosts_battle_fkey")],
});

function onBattle(name: string) {
  return {
    name,
    target: "Battle",
    columnNames: ["battleId"],
    referencedColumnNames: ["id"],
  };
}
