import { DataSource } from "typeorm";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { runMigrations } from "#server/storage/run-migrations.ts";
import { silentLog, startTestPostgres } from "#server/testing/test-postgres.ts";

/** An empty, migrated database on a server of its own. */
export interface BenchDatabase {
  dataSource: DataSource;
  /** Holds the password: never print it. */
  url: string;
  /** Ends every connection and the server, and removes its files; once, however often it is asked. */
  drop(): Promise<void>;
}

const open = new Set<() => Promise<void>>();

/** Drops every database that is open: for a run that is interrupted. */
export async function dropOpenDatabases(): Promise<void> {
  await Promise.all([...open].map((drop) => drop()));
}

/** Starts PostgreSQL as a show does: durable, `fsync` on. `poolSize` is connections. */
export async function openBenchDatabase(options: { poolSize: number }): Promise<BenchDatabase> {
  const { url, stop, remove } = await startTestPostgres({ durable: true });
  const dataSource = new DataSource(dataSourceOptions({ url, log: silentLog, ...options }));
  let dropping: Promise<void> | undefined;
  const drop = () => {
    dropping ??= dropNow();
    return dropping;
  };
  async function dropNow() {
    if (dataSource.isInitialized) await dataSource.destroy();
    await stop();
    await remove();
    open.delete(drop);
  }
  open.add(drop);
  try {
    await runMigrations({ url, log: silentLog });
    await dataSource.initialize();
  } catch (error) {
    await drop();
    throw error;
  }
  return { dataSource, url, drop };
}
