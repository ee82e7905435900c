import type { DataSource } from "typeorm";
import { transaction } from "#server/storage/transaction.ts";
import type { PoolSampleRow } from "./pool-sample-entity.ts";

/** Writes samples in one statement; one that is there already, of the same race and millisecond, is written over. */
export function storeSamples(
  dataSource: DataSource,
  samples: readonly PoolSampleRow[],
): Promise<void> {
  const rows = samples.map(({ raceId, takenAt, gross, winStakes }) => ({
    race_id: raceId,
    taken_at: takenAt.toString(),
    gross,
    win_stakes: winStakes,
  }));
  return transaction(dataSource, async (manager) => {
    await manager.query(
      `INSERT INTO race_pool_samples (race_id, taken_at, gross, win_stakes)
       SELECT race_id, taken_at, gross, win_stakes
       FROM jsonb_to_recordset($1::jsonb)
         AS taken (race_id int, taken_at bigint, gross jsonb, win_stakes jsonb)
       ON CONFLICT (race_id, taken_at)
       DO UPDATE SET gross = excluded.gross, win_stakes = excluded.win_stakes`,
      [JSON.stringify(rows)],
    );
  });
}
