import { DataSource } from "typeorm";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { runMigrations } from "#server/storage/run-migrations.ts";
import { silentLog, startTestPostgres } from "#server/testing/test-postgres.ts";

/** An empty, migrated database on a server of its own. */
export interface BenchDatabase {
  dataSource: DataSource;
  /** Holds the password: never print it. */
  url: string;
  /** Ends every connection and the server, and removes its files. */
  drop(): Promise<void>;
}

/** Starts PostgreSQL as a show does: durable, `fsync` on. `poolSize` is connections. */
export async function openBenchDatabase(options: { poolSize: number }): Promise<BenchDatabase> {
  const { url, stop, remove } = await startTestPostgres({ durable: true });
  const dataSource = new DataSource(dataSourceOptions({ url, log: silentLog, ...options }));
  async function drop() {
    if (dataSource.isInitialized) await dataSource.destroy();
    await stop();
    await remove();
  }
  try {
    await runMigrations({ url, log: silentLog });
    await dataSource.initialize();
  } catch (error) {
    await drop();
    throw error;
  }
  return { dataSource, url, drop };
}
