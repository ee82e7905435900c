import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { DataSource } from "typeorm";
import { advisoryKey } from "#server/storage/advisory-key.ts";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  withDatabase,
} from "#server/storage/embedded/embedded-postgres.ts";
import { isAlive } from "#server/storage/embedded/postmaster-file.ts";
import { runMigrations } from "#server/storage/run-migrations.ts";
import { isConnectionLoss } from "#server/storage/sql-state.ts";
import { silentLog } from "./test-postgres.ts";

/** An empty, migrated database of one test. */
export type TestDatabase = {
  dataSource: DataSource;
  url: string;
  /** Ends every connection to it and drops it. */
  drop: () => Promise<void>;
};

/** Every mocha process that uses the shared server holds this lock; the last one stops the server. */
const USERS_KEY = advisoryKey("grandstand test users");
const TEMPLATE_KEY = advisoryKey("grandstand test template");
const TEMPLATES_KEPT = 4;

/**
 * Makes a database as the migrations leave it, by copying a template on a server that all test
 * processes share. The server stays on disk between runs and stops with its last user.
 */
export async function createTestDatabase({ poolSize = 8 } = {}): Promise<TestDatabase> {
  const { server, template, asAdmin } = await (shared ??= startShared());
  databasesMade += 1;
  const name = `gs_test_${process.pid}_${databasesMade}`;
  await asAdmin(`create database ${name} template ${template}`);
  const url = withDatabase(server.url, name);
  const dataSource = new DataSource(dataSourceOptions({ url, log: silentLog, poolSize }));
  await dataSource.initialize();
  return {
    dataSource,
    url,
    drop: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await asAdmin(`drop database if exists ${name} with (force)`);
    },
  };
}

type Shared = {
  server: EmbeddedPostgres;
  template: string;
  asAdmin: (sql: string) => Promise<unknown>;
};

/** `pg` has these two methods, its types lack them. */
type Admin = Client & { ref(): void; unref(): void };

let shared: Promise<Shared> | undefined;
let databasesMade = 0;

async function startShared(): Promise<Shared> {
  const { admin, server } = await connectAdmin();
  process.once("beforeExit", () => void stopIfLast(admin, server));
  await sweep(admin);
  const template = await makeTemplate(admin, server.url);
  // The connection keeps the process alive only while a statement is on its way.
  let running = 0;
  async function asAdmin(sql: string): Promise<unknown> {
    running += 1;
    admin.ref();
    try {
      return await admin.query(sql);
    } finally {
      running -= 1;
      if (running === 0) admin.unref();
    }
  }
  admin.unref();
  return { server, template, asAdmin };
}

async function connectAdmin(): Promise<{ admin: Admin; server: EmbeddedPostgres }> {
  const dataDir = path.join(os.tmpdir(), `grandstand-test-${sourceHash([process.getuid?.()])}`);
  for (let tries = 1; ; tries += 1) {
    try {
      const server = await startEmbeddedPostgres({
        dataDir,
        log: silentLog,
        isDurable: false,
        settings: { max_connections: "300" },
      });
      const admin = new Client({ connectionString: server.url }) as Admin;
      // Only the shutdown of the server breaks it, which is how a test process ends.
      admin.on("error", () => undefined);
      await admin.connect();
      await admin.query("select pg_advisory_lock_shared($1)", [USERS_KEY]);
      return { admin, server };
    } catch (error) {
      if (tries === 5) throw error;
      // Another process stopped it just now; anything else is a cluster that a crash has spoilt.
      if (!isConnectionLoss(error)) await rm(dataDir, { recursive: true, force: true });
    }
  }
}

async function stopIfLast(admin: Admin, server: EmbeddedPostgres): Promise<void> {
  admin.ref();
  await admin.query("select pg_advisory_unlock_shared($1)", [USERS_KEY]);
  const { rows } = await admin.query<{ last: boolean }>("select pg_try_advisory_lock($1) as last", [
    USERS_KEY,
  ]);
  if (rows[0]?.last === true) await server.stop();
  await admin.end();
}

/** Drops the databases of test processes that are gone. */
async function sweep(admin: Admin): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^gs_test_'",
  );
  for (const { datname } of rows) {
    const pid = Number(datname.split("_")[2]);
    if (pid !== process.pid && isAlive(pid)) continue;
    await admin.query(`drop database if exists ${datname} with (force)`);
  }
}

/** The database that has every migration; named by their text, so that a change makes another. */
async function makeTemplate(admin: Admin, serverUrl: string): Promise<string> {
  const template = `gs_template_${await migrationsHash()}`;
  await admin.query("select pg_advisory_lock($1)", [TEMPLATE_KEY]);
  try {
    const { rows } = await admin.query<{ datname: string }>(
      "select datname from pg_database where datname ~ '^gs_template_' order by oid desc",
    );
    if (!rows.some(({ datname }) => datname === template)) {
      const draft = `${template}_draft`;
      await admin.query(`drop database if exists ${draft} with (force)`);
      await admin.query(`create database ${draft}`);
      await runMigrations({ url: withDatabase(serverUrl, draft), log: silentLog });
      await admin.query(`alter database ${draft} rename to ${template}`);
      for (const { datname } of rows.slice(TEMPLATES_KEPT)) {
        await admin.query(`drop database if exists ${datname} with (force)`);
      }
    }
  } finally {
    await admin.query("select pg_advisory_unlock($1)", [TEMPLATE_KEY]);
  }
  return template;
}

const storageFolder = fileURLToPath(new URL("../storage", import.meta.url));

async function migrationsHash(): Promise<string> {
  const folder = path.join(storageFolder, "migrations");
  const files = await readdir(folder);
  files.sort((a, b) => (a < b ? -1 : 1));
  const texts = [
    path.join(storageFolder, "migrations.ts"),
    ...files.map((f) => path.join(folder, f)),
  ];
  return sourceHash(await Promise.all(texts.map((file) => readFile(file, "utf8"))));
}

function sourceHash(parts: unknown[]): string {
  return createHash("sha256")
    .update([storageFolder, ...parts].join("\0"))
    .digest("hex")
    .slice(0, 12);
}
