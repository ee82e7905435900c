// The DataSource of the TypeORM command line: node node_modules/typeorm/cli.js … -d ormconfig.ts

import { pino } from "pino";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { runningEmbeddedUrl } from "#server/storage/embedded/embedded-postgres.ts";
import { StartError } from "#server/storage/start-error.ts";

const log = pino({ level: "warn" });
const { DATABASE_URL, DATA_DIR = "./data" } = process.env;
const url = DATABASE_URL || (await runningEmbeddedUrl({ dataDir: DATA_DIR, log }));
if (url === undefined) {
  throw new StartError("No database is running; start Grandstand first, or set DATABASE_URL.");
}

export default new DataSource(
  dataSourceOptions({ url, log, poolSize: 2, statementTimeoutMs: 0, applicationName: "typeorm" }),
);
