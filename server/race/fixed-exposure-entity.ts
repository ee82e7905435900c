import { EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/** What the house has taken and would pay on one runner at fixed odds (TOTE-8), open bets only. */
export interface FixedExposureRow {
  raceId: number;
  runner: number;
  stakes: bigint;
  /** Sum of what these bets pay if the runner wins alone. */
  payouts: bigint;
}

export const FixedExposureEntity = new EntitySchema<FixedExposureRow>({
  name: "FixedExposure",
  tableName: "fixed_exposures",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "fixed_exposures_pkey",
    },
    runner: { type: "int", primary: true, primaryKeyConstraintName: "fixed_exposures_pkey" },
    stakes: bigintColumn,
    payouts: bigintColumn,
  },
  checks: [{ name: "fixed_exposures_sums", expression: "stakes >= 0 AND payouts >= 0" }],
  foreignKeys: [
    {
      name: "fixed_exposures_race",
      target: "Race",
      columnNames: ["raceId"],
      referencedColumnNames: ["id"],
    },
  ],
});
