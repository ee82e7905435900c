import { EntitySchema } from "typeorm";
import type { Bet } from "#common/race/bet-schemas.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { identityColumn } from "#server/storage/identity-column.ts";

/** One bet. `payout` is what came back in all, stake included. */
export interface BetRow {
  id: bigint;
  raceId: number;
  playerId: string;
  market: string;
  selection: number[];
  stake: bigint;
  status: Bet["status"];
  payout: bigint;
  /** Kept of a cancelled bet; given back on void. */
  fee: bigint;
  /** Epoch milliseconds of the server's clock. */
  placedAt: bigint;
  /** Hundredths per chip at fixed odds, frozen; null = tote. */
  price: number | null;
  /** Running number within the race, and what its leaf is made of (RACE-6); null in version 1. */
  serial: number | null;
  tag: Buffer | null;
  salt: Buffer | null;
  leaf: Buffer | null;
}

export const BetEntity = new EntitySchema<BetRow>({
  name: "Bet",
  tableName: "bets",
  columns: {
    id: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "bets_pkey",
      ...identityColumn("ALWAYS"),
    },
    raceId: { name: "race_id", type: "int" },
    playerId: { name: "player_id", type: "uuid" },
    market: { type: "text" },
    selection: { type: "int", array: true },
    stake: bigintColumn,
    status: { type: "text", default: "open" },
    payout: { ...bigintColumn, default: 0 },
    fee: { ...bigintColumn, default: 0 },
    placedAt: { name: "placed_at", ...bigintColumn },
    price: { type: "int", nullable: true },
    serial: { type: "int", nullable: true },
    tag: { type: "bytea", nullable: true },
    salt: { type: "bytea", nullable: true },
    leaf: { type: "bytea", nullable: true },
  },
  indices: [
    { name: "bets_race_player", columns: ["raceId", "playerId"] },
    { name: "bets_fees", columns: ["raceId"], where: "fee > 0" },
    { name: "bets_serial", columns: ["raceId", "serial"], unique: true },
  ],
  checks: [
    { name: "bets_stake", expression: "stake > 0" },
    { name: "bets_payout", expression: "payout >= 0 AND fee >= 0 AND fee <= stake" },
    {
      name: "bets_status",
      expression: "status IN ('open', 'cancelled', 'won', 'lost', 'refunded')",
    },
  ],
  foreignKeys: [
    { name: "bets_race", target: "Race", columnNames: ["raceId"], referencedColumnNames: ["id"] },
    {
      name: "bets_player",
      target: "Player",
      columnNames: ["playerId"],
      referencedColumnNames: ["id"],
    },
  ],
});

/** The bet as its player sees it. */
export function toBet(row: Omit<BetRow, "tag" | "salt" | "leaf">): Bet {
  return {
    id: row.id.toString(),
    raceId: row.raceId,
    market: row.market,
    selection: row.selection,
    stake: row.stake,
    status: row.status,
    payout: row.payout,
    fee: row.fee,
    price: row.price,
    serial: row.serial,
    placedAt: Number(row.placedAt),
  };
}
