import { EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/** What one official race came to for one player, written by its settlement. Chips. */
export interface RaceNetRow {
  raceId: number;
  playerId: string;
  /** Bets won or lost, at the tote and at fixed odds. */
  bets: number;
  staked: bigint;
  /** Payouts, stakes included. */
  paid: bigint;
  /** Powers that worked. */
  powers: bigint;
}

export const RaceNetEntity = new EntitySchema<RaceNetRow>({
  name: "RaceNet",
  tableName: "race_nets",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "race_nets_pkey",
    },
    playerId: {
      name: "player_id",
      type: "uuid",
      primary: true,
      primaryKeyConstraintName: "race_nets_pkey",
    },
    bets: { type: "int" },
    staked: bigintColumn,
    paid: bigintColumn,
    powers: bigintColumn,
  },
  indices: [{ name: "race_nets_player_idx", columns: ["playerId"] }],
  foreignKeys: [
    {
      name: "race_nets_race",
      target: "Race",
      columnNames: ["raceId"],
      referencedColumnNames: ["id"],
    },
    {
      name: "race_nets_player",
      target: "Player",
      columnNames: ["playerId"],
      referencedColumnNames: ["id"],
    },
  ],
});
