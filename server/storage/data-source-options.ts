import type { DataSourceOptions } from "typeorm";
import { entities } from "./entities.ts";
import { HangUpClient } from "./hang-up-client.ts";
import { type MigrationClass, migrations } from "./migrations.ts";
import type { StorageLog } from "./storage-log.ts";

/** The server cuts a statement itself; one that it has not by then is not heard any more. */
export const SILENCE_AFTER_MS = 1_000;

/**
 * The one set of TypeORM options: for the application, its migrations, its tests and the command
 * line tool.
 *
 * `url` is a PostgreSQL URL. `poolSize` is connections, at least 2. A statement is cut after
 * `statementTimeoutMs` (0 = never), a wait for a row lock after 2 s (SQLSTATE 55P03), a transaction
 * that is idle after 10 s, and a wait for a free connection after 5 s. A connection whose server is
 * silent for a second more than a statement may take is given up: `isConnectionLoss` knows its error.
 */
export function dataSourceOptions(options: {
  url: string;
  log: StorageLog;
  poolSize?: number;
  statementTimeoutMs?: number;
  applicationName?: string;
  migrationList?: MigrationClass[];
}): DataSourceOptions {
  const { url, log, poolSize = 16, statementTimeoutMs = 5_000 } = options;
  return {
    type: "postgres",
    url,
    poolSize,
    applicationName: options.applicationName ?? "grandstand",
    connectTimeoutMS: 5_000,
    entities,
    migrations: options.migrationList ?? migrations,
    migrationsTransactionMode: "each",
    uuidExtension: "pgcrypto",
    installExtensions: false,
    logging: false,
    poolErrorHandler: (error: unknown) => {
      // Only its text: the error carries the whole connection with it.
      const { message } = error as Error;
      log.warn(`An idle database connection broke (${message}); the pool replaces it.`);
    },
    extra: {
      Client: HangUpClient,
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs === 0 ? 0 : statementTimeoutMs + SILENCE_AFTER_MS,
      idle_in_transaction_session_timeout: 10_000,
      lock_timeout: 2_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    },
  };
}
