import { DataSource } from "typeorm";
import { claimInstance } from "./claim-instance.ts";
import { dataSourceOptions } from "./data-source-options.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded/embedded-postgres.ts";
import { makeDataDir } from "./embedded/place-storage.ts";
import { readInstanceId } from "./read-instance-id.ts";
import { runMigrations } from "./run-migrations.ts";
import type { StorageLog } from "./storage-log.ts";
import { waitForDatabase } from "./wait-for-database.ts";

/** The database of this process, migrated and claimed. */
export type OpenDatabase = {
  dataSource: DataSource;
  /** Of the data folder, the same at every start. */
  instanceId: string;
  /** Of the database; holds the password: never log it. */
  url: string;
  /** Calls `listener` once, when another process took the data over: this one has to close. */
  onLost: (listener: () => void) => void;
  /** Ends every connection, and the embedded server if it is ours. */
  close: () => Promise<void>;
};

/**
 * Opens the database at `databaseUrl`, or the embedded one in `dataDir`, brings it up to date, and
 * claims it: a second process on the same `dataDir` is refused and disturbs nothing. An unreachable
 * `databaseUrl` is tried for `retryForMs` (default 60 s). `statementTimeoutMs` as in `dataSourceOptions`.
 *
 * Throws `StartError`, one sentence for the host.
 */
export async function openDatabase(options: {
  databaseUrl?: string | undefined;
  dataDir: string;
  log: StorageLog;
  retryForMs?: number;
  poolSize?: number;
  statementTimeoutMs?: number;
}): Promise<OpenDatabase> {
  const { databaseUrl, log, retryForMs = 60_000, poolSize, statementTimeoutMs } = options;
  const dataDir = await makeDataDir(options.dataDir);
  const instanceId = await readInstanceId(dataDir);
  let embedded: EmbeddedPostgres | undefined;
  if (databaseUrl) await waitForDatabase({ url: databaseUrl, log, retryForMs });
  else embedded = await startEmbeddedPostgres({ dataDir, log });
  const url = embedded?.url ?? (databaseUrl as string);
  const claim = await claimInstance({
    url,
    instanceId,
    dataDir,
    log,
    ...(embedded && { revive: embedded.ensureRunning }),
  });
  const dataSource = new DataSource(
    dataSourceOptions({
      url,
      log,
      ...(poolSize && { poolSize }),
      ...(statementTimeoutMs !== undefined && { statementTimeoutMs }),
    }),
  );

  async function close(): Promise<void> {
    if (dataSource.isInitialized) await dataSource.destroy();
    // The server goes while the claim still keeps others out. Without the claim it is not ours.
    await claim.release(embedded?.stop);
  }

  try {
    await runMigrations({ url, log });
    await dataSource.initialize();
  } catch (error) {
    await close();
    throw error;
  }
  return { dataSource, instanceId, url, onLost: claim.onLost, close };
}
