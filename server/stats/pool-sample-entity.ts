import { EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/** The pools of one race at one moment while betting. Chips are decimal strings. */
export interface PoolSampleRow {
  raceId: number;
  /** Epoch milliseconds of the server's clock. */
  takenAt: bigint;
  /** By market: all that stands in its pool. */
  gross: Record<string, string>;
  /** By saddle number: what stands on it in the win pool. */
  winStakes: Record<string, string>;
}

export const PoolSampleEntity = new EntitySchema<PoolSampleRow>({
  name: "PoolSample",
  tableName: "race_pool_samples",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "race_pool_samples_pkey",
    },
    takenAt: {
      name: "taken_at",
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "race_pool_samples_pkey",
    },
    gross: { type: "jsonb" },
    winStakes: { name: "win_stakes", type: "jsonb" },
  },
  foreignKeys: [
    {
      name: "race_pool_samples_race",
      target: "Race",
      columnNames: ["raceId"],
      referencedColumnNames: ["id"],
    },
  ],
});
