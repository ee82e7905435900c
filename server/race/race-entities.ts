import { EntitySchema } from "typeorm";
import type { RaceCard } from "#common/race/card.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { identityColumn } from "#server/storage/identity-column.ts";
import type { RaceTerms } from "./race-terms.ts";

export type RaceStatus = "lobby" | "betting" | "racing" | "settling" | "official" | "void";

/** One race. Times are epoch milliseconds of the server's clock. */
export interface RaceRow {
  id: number;
  roomId: string;
  /** Number within the lobby, from 1. */
  number: number;
  /** The epoch of the room that last wrote this row; every write names it. */
  epoch: number;
  status: RaceStatus;
  phaseEndsAt: bigint | null;
  /** Set while the countdown stands still. */
  pausedLeftMs: number | null;
  card: RaceCard;
  cardHash: string;
  marketRules: RaceTerms;
  marketRulesHash: string;
  engineHash: string;
  fairnessVersion: number;
  /** Hex; served to nobody before official or void (RACE-8). */
  serverSeed: string;
  commitment: string;
  offAt: bigint | null;
  voidReason: string | null;
  finishedAt: bigint | null;
  runnerCount: number;
  /** Saddle numbers taken out before the lock, ascending (TOTE-6). */
  scratched: number[];
  /** 32 bytes behind the players' tags, never published; null in a race of fairness version 1. */
  tagSecret: Buffer | null;
  /** Which s_k of which chain is `serverSeed` (RACE-6 a). */
  seedChainId: number | null;
  seedIndex: number | null;
  /** Fixed at the lock (RACE-6 c). */
  lockRoots: LockRoots | null;
  /** Fixed at the off, hex. */
  revealedRoot: string | null;
  revealedCount: number | null;
  /** The host's panic button: no more powers in this race. */
  arePowersStopped: boolean;
}

/** What the lock has published; neither set changes again. Roots and head are hex. */
export type LockRoots = {
  betCount: number;
  betsHead: string;
  betsRoot: string;
  /** `cancelsRoot` over the bets that were cancelled by then. */
  cancelsRoot: string;
  phoneCount: number;
  entropyRoot: string;
};

export const RaceEntity = new EntitySchema<RaceRow>({
  name: "Race",
  tableName: "races",
  columns: {
    id: {
      type: "int",
      primary: true,
      primaryKeyConstraintName: "races_pkey",
      // The commitment names the id, so it is drawn before the insert.
      ...identityColumn("BY DEFAULT"),
    },
    roomId: { name: "room_id", type: "uuid" },
    number: { type: "int" },
    epoch: { type: "int" },
    status: { type: "text" },
    phaseEndsAt: { name: "phase_ends_at", ...bigintColumn, nullable: true },
    pausedLeftMs: { name: "paused_left_ms", type: "int", nullable: true },
    card: { type: "jsonb" },
    cardHash: { name: "card_hash", type: "text" },
    marketRules: { name: "market_rules", type: "jsonb" },
    marketRulesHash: { name: "market_rules_hash", type: "text" },
    engineHash: { name: "engine_hash", type: "text" },
    fairnessVersion: { name: "fairness_version", type: "int" },
    serverSeed: { name: "server_seed", type: "text" },
    commitment: { type: "text" },
    offAt: { name: "off_at", ...bigintColumn, nullable: true },
    voidReason: { name: "void_reason", type: "text", nullable: true },
    finishedAt: { name: "finished_at", ...bigintColumn, nullable: true },
    runnerCount: { name: "runner_count", type: "int" },
    scratched: { type: "int", array: true, default: "{}" },
    tagSecret: { name: "tag_secret", type: "bytea", nullable: true },
    seedChainId: { name: "seed_chain_id", type: "int", nullable: true },
    seedIndex: { name: "seed_index", type: "int", nullable: true },
    lockRoots: { name: "lock_roots", type: "jsonb", nullable: true },
    revealedRoot: { name: "revealed_root", type: "text", nullable: true },
    revealedCount: { name: "revealed_count", type: "int", nullable: true },
    arePowersStopped: { name: "are_powers_stopped", type: "boolean", default: false },
  },
  indices: [
    { name: "races_room_number", columns: ["roomId", "number"], unique: true },
    { name: "races_seed", columns: ["seedChainId", "seedIndex"], unique: true },
    { name: "races_official_idx", columns: ["finishedAt"], where: "status = 'official'" },
    {
      name: "races_one_unfinished",
      columns: ["roomId"],
      unique: true,
      where: "status NOT IN ('official', 'void')",
    },
  ],
  checks: [
    {
      name: "races_status",
      expression: "status IN ('lobby', 'betting', 'racing', 'settling', 'official', 'void')",
    },
    {
      name: "races_finished",
      expression: "(finished_at IS NOT NULL) = (status IN ('official', 'void'))",
    },
  ],
  foreignKeys: [
    {
      name: "races_room",
      target: "DurableRoom",
      columnNames: ["roomId"],
      referencedColumnNames: ["id"],
    },
    {
      name: "races_seed_chain",
      target: "SeedChain",
      columnNames: ["seedChainId"],
      referencedColumnNames: ["id"],
    },
  ],
});

/** The order of finish, written once, before any money moves. */
export interface RaceResultRow {
  raceId: number;
  finishOrder: number[][];
  /** By runner in saddle order. */
  finishTimesMs: number[];
  ticks: number;
}

export const RaceResultEntity = new EntitySchema<RaceResultRow>({
  name: "RaceResult",
  tableName: "race_results",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "race_results_pkey",
    },
    finishOrder: { name: "finish_order", type: "jsonb" },
    finishTimesMs: { name: "finish_times_ms", type: "jsonb" },
    ticks: { type: "int" },
  },
  foreignKeys: [onRace("race_results_race")],
});

/** How one pool was shared out. */
export interface RacePoolRow {
  raceId: number;
  market: string;
  outcome: "paid" | "refunded";
  gross: bigint;
  takeout: bigint;
  net: bigint;
  paid: bigint;
  breakage: bigint;
  refunds: bigint;
  dividends: { selection: number[]; perUnit: string }[];
}

export const RacePoolEntity = new EntitySchema<RacePoolRow>({
  name: "RacePool",
  tableName: "race_pools",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "race_pools_pkey",
    },
    market: { type: "text", primary: true, primaryKeyConstraintName: "race_pools_pkey" },
    outcome: { type: "text" },
    gross: bigintColumn,
    takeout: bigintColumn,
    net: bigintColumn,
    paid: bigintColumn,
    breakage: bigintColumn,
    refunds: bigintColumn,
    dividends: { type: "jsonb" },
  },
  checks: [
    { name: "race_pools_outcome", expression: "outcome IN ('paid', 'refunded')" },
    { name: "race_pools_sum", expression: "gross = takeout + net AND net = paid + breakage" },
  ],
  foreignKeys: [onRace("race_pools_race")],
});

/** The whole record of a finished race (RACE-8), written once. */
export interface RaceRecordRow {
  raceId: number;
  record: Record<string, unknown>;
  hash: string;
}

export const RaceRecordEntity = new EntitySchema<RaceRecordRow>({
  name: "RaceRecord",
  tableName: "race_records",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "race_records_pkey",
    },
    record: { type: "json" },
    hash: { type: "text" },
  },
  foreignKeys: [onRace("race_records_race")],
});

/** One start of one runner: the form book. */
export interface RacePlacingRow {
  raceId: number;
  runnerId: string;
  placing: number;
  finishTimeMs: number;
  /** What stood on it in the win pool at the off, chips; null in a race of before it was kept. */
  winStake: bigint | null;
}

export const RacePlacingEntity = new EntitySchema<RacePlacingRow>({
  name: "RacePlacing",
  tableName: "race_placings",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "race_placings_pkey",
    },
    runnerId: {
      name: "runner_id",
      type: "text",
      primary: true,
      primaryKeyConstraintName: "race_placings_pkey",
    },
    placing: { name: "finish_placing", type: "int" },
    finishTimeMs: { name: "finish_time_ms", type: "int" },
    winStake: { name: "win_stake", ...bigintColumn, nullable: true },
  },
  indices: [{ name: "race_placings_runner", columns: ["runnerId", "raceId"] }],
  foreignKeys: [onRace("race_placings_race")],
});

/** One power cast in a race (RACE-7): the input log a race is replayed from. */
export interface RaceInputRow {
  raceId: number;
  seq: number;
  tick: number;
  playerId: string;
  power: string;
  target: number;
  /** Chips: held with the row, captured when it works, else released. */
  cost: bigint;
  status: "held" | "captured" | "released" | "refunded";
  /** Why it was released; empty otherwise. */
  reason: string;
  /** Epoch milliseconds of the server's clock. */
  castAt: bigint;
}

export const RaceInputEntity = new EntitySchema<RaceInputRow>({
  name: "RaceInput",
  tableName: "race_inputs",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "race_inputs_pkey",
    },
    seq: { type: "int", primary: true, primaryKeyConstraintName: "race_inputs_pkey" },
    tick: { type: "int" },
    playerId: { name: "player_id", type: "uuid" },
    power: { type: "text" },
    target: { type: "int" },
    cost: bigintColumn,
    status: { type: "text", default: "held" },
    reason: { type: "text", default: "" },
    castAt: { name: "cast_at", ...bigintColumn },
  },
  indices: [{ name: "race_inputs_player_idx", columns: ["playerId", "raceId"] }],
  checks: [
    { name: "race_inputs_cost", expression: "cost > 0" },
    {
      name: "race_inputs_status",
      expression: "status IN ('held', 'captured', 'released', 'refunded')",
    },
  ],
  foreignKeys: [
    onRace("race_inputs_race"),
    {
      name: "race_inputs_player",
      target: "Player",
      columnNames: ["playerId"],
      referencedColumnNames: ["id"],
    },
  ],
});

function onRace(name: string) {
  return { name, target: "Race", columnNames: ["raceId"], referencedColumnNames: ["id"] };
}
