import type { DataSource } from "typeorm";

/** Resolves once a statement waits for a lock; where `what` is given, one that names it. */
export async function untilSomeoneWaits(dataSource: DataSource, what = ""): Promise<void> {
  const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
    AND wait_event_type = 'Lock' AND query ILIKE '%' || $1 || '%'`;
  for (;;) {
    const rows: unknown[] = await dataSource.query(sql, [what]);
    if (rows.length > 0) return;
  }
}
