import { existsSync } from "node:fs";
import { DataSource } from "typeorm";
import { type Config, readConfig } from "#server/config.ts";
import { createLog } from "#server/framework/log.ts";
import { auditLedger } from "#server/ledger/audit-ledger.ts";
import { printAudit } from "#server/ledger/print-audit.ts";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { runningEmbeddedUrl } from "#server/storage/embedded/embedded-postgres.ts";
import { openDatabase } from "#server/storage/open-database.ts";
import { StartError } from "#server/storage/start-error.ts";

// Audits the ledger (LEDGER-7): beside a running Grandstand without touching it, or, when none runs
// here, by starting its database for as long as it takes. Exit code 1 on any difference.

/** A whole history is read: no question is cut short. */
const patient = { poolSize: 2, statementTimeoutMs: 0 };

if (existsSync(".env")) process.loadEnvFile(".env");

try {
  const database = await connect(readConfig(process.env));
  try {
    const report = await auditLedger(database.dataSource);
    console.log(printAudit(report));
    if (report.differences.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}

async function connect(
  config: Config,
): Promise<{ dataSource: DataSource; close(): Promise<void> }> {
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = config;
  const log = createLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const url = databaseUrl ?? (await runningEmbeddedUrl({ dataDir, log }));
  if (url === undefined) return openDatabase({ dataDir, log, ...patient });
  const dataSource = new DataSource(
    dataSourceOptions({ url, log, ...patient, applicationName: "grandstand-audit" }),
  );
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new StartError(`The database can't be audited: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  return { dataSource, close: () => dataSource.destroy() };
}
