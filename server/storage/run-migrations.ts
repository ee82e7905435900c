import { Client } from "pg";
import { DataSource } from "typeorm";
import { advisoryKey } from "./advisory-key.ts";
import { dataSourceOptions } from "./data-source-options.ts";
import { type MigrationClass, migrations } from "./migrations.ts";
import { StartError } from "./start-error.ts";
import type { StorageLog } from "./storage-log.ts";

const LOCK_KEY = advisoryKey("grandstand migrations");

/** A lock held by the running application may have to be waited for, a large table be rewritten. */
const STATEMENT_TIMEOUT_MS = 10 * 60_000;

/**
 * Brings the database at `url` to the newest migration, each in its own transaction. Processes that
 * call it at once wait for each other. Answers the names of those that ran now.
 *
 * Throws `StartError` when the database is newer than this program or a migration fails.
 */
export async function runMigrations(options: {
  url: string;
  log: StorageLog;
  list?: MigrationClass[];
}): Promise<string[]> {
  const { url, log, list = migrations } = options;
  const guard = new Client({ connectionString: url, application_name: "grandstand-migrations" });
  let broken: Error | undefined;
  guard.on("error", (error) => {
    broken = error;
  });
  await guard.connect();
  try {
    await guard.query("select pg_advisory_lock($1)", [LOCK_KEY]);
    const known = list.map(migrationName);
    const applied = await appliedMigrations(guard);
    const newer = applied.find((name) => !known.includes(name));
    if (newer !== undefined) {
      throw new StartError(
        `The database was written by a newer Grandstand (it has ${newer}); update this one, or use another DATA_DIR or DATABASE_URL.`,
      );
    }
    if (known.every((name) => applied.includes(name))) return [];
    const ran = await apply({ url, log, list });
    if (broken !== undefined) throw broken;
    return ran;
  } finally {
    await guard.end();
  }
}

async function apply(options: {
  url: string;
  log: StorageLog;
  list: MigrationClass[];
}): Promise<string[]> {
  const { url, log, list } = options;
  const dataSource = new DataSource(
    dataSourceOptions({
      url,
      log,
      poolSize: 2,
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      applicationName: "grandstand-migrations",
      migrationList: list,
    }),
  );
  await dataSource.initialize();
  try {
    const ran = (await dataSource.runMigrations()).map(({ name }) => name);
    log.info({ migrations: ran }, "The database was brought up to date.");
    return ran;
  } catch (error) {
    throw new StartError(
      `The database could not be brought up to date, and is as it was before the step that failed: ${(error as Error).message}.`,
      { cause: error },
    );
  } finally {
    await dataSource.destroy();
  }
}

/** The name that TypeORM stores for it. */
function migrationName(Migration: MigrationClass): string {
  return new Migration().name ?? Migration.name;
}

async function appliedMigrations(client: Client): Promise<string[]> {
  const table = await client.query<{ found: boolean }>(
    "select to_regclass('migrations') is not null as found",
  );
  if (table.rows[0]?.found !== true) return [];
  const { rows } = await client.query<{ name: string }>("select name from migrations order by id");
  return rows.map(({ name }) => name);
}
