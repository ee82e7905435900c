import { spawn } from "node:child_process";
import { once } from "node:events";
import { access } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { Client } from "pg";
import { pino } from "pino";
import {
  makeTestDataDir,
  silentLog,
  startTestPostgres,
  type TestDataDir,
  type TestPostgres,
} from "#server/testing/test-postgres.ts";
import { advisoryKey } from "./advisory-key.ts";
import { withDatabase } from "./embedded/embedded-postgres.ts";
import { findPostmaster } from "./embedded/postmaster-file.ts";
import { type OpenDatabase, openDatabase } from "./open-database.ts";
import { runMigrations } from "./run-migrations.ts";
import { StartError } from "./start-error.ts";

describe("opening the embedded database", () => {
  let folder: TestDataDir;
  beforeEach(async () => {
    folder = await makeTestDataDir();
  });
  afterEach(() => folder.remove());

  it("gives the same instance at every start and stops its server at the end", async () => {
    const first = await open({ dataDir: folder.dataDir });
    await first.close();
    const clusterDir = path.join(folder.dataDir, "pg");
    expect(await findPostmaster(clusterDir)).to.equal(undefined);
    const second = await open({ dataDir: folder.dataDir });
    expect(second.instanceId).to.equal(first.instanceId);
    await second.close();
  });

  it("refuses a second process on the same data and leaves the first alone", async () => {
    const first = await open({ dataDir: folder.dataDir });
    const refusal = await refusalOf(open({ dataDir: folder.dataDir }));
    expect(refusal).to.contain("Another Grandstand is already running on this data");
    expect(refusal).to.contain(`process ${process.pid}`);
    expect(await first.dataSource.query("select 1 as one")).to.deep.equal([{ one: 1 }]);
    await first.close();
  });

  it("takes over at once what a killed process held", async () => {
    const child = spawn(process.execPath, ["-e", childScript, folder.dataDir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    const database = await open({ dataDir: folder.dataDir });
    expect(await database.dataSource.query("select chips from kept")).to.deep.equal([{ chips: 7 }]);
    await database.close();
    expect(await findPostmaster(path.join(folder.dataDir, "pg"))).to.equal(undefined);
  });

  it("brings a killed server back while the process lives", async () => {
    const log = watchedLog();
    const database = await openDatabase({ dataDir: folder.dataDir, log: log.log });
    const clusterDir = path.join(folder.dataDir, "pg");
    process.kill((await findPostmaster(clusterDir))?.pid as number, "SIGKILL");
    await log.line("held again");
    expect(await database.dataSource.query("select 1 as one")).to.deep.equal([{ one: 1 }]);
    await database.close();
    expect(await findPostmaster(clusterDir)).to.equal(undefined);
  });
});

describe("opening a given database", () => {
  let server: TestPostgres;
  let folder: TestDataDir;
  before(async () => {
    server = await startTestPostgres({ durable: false });
  });
  beforeEach(async () => {
    folder = await makeTestDataDir();
  });
  afterEach(() => folder.remove());
  after(() => server.remove());

  it("starts no server of its own and stops none", async () => {
    const database = await open({ dataDir: folder.dataDir, databaseUrl: server.url });
    await database.close();
    expect(await missing(path.join(folder.dataDir, "pg"))).to.equal(true);
    expect(await scalar("select 1")).to.equal(1);
  });

  it("lets processes with different data share it, and refuses two with the same", async () => {
    const other = await makeTestDataDir();
    const one = await open({ dataDir: folder.dataDir, databaseUrl: server.url });
    const two = await open({ dataDir: other.dataDir, databaseUrl: server.url });
    expect(one.instanceId).not.to.equal(two.instanceId);
    await refusalOf(open({ dataDir: folder.dataDir, databaseUrl: server.url }));
    await one.close();
    await two.close();
    await other.remove();
  });

  it("tries an unreachable one for the time given, then says so without the password", async () => {
    const databaseUrl = "postgres://someone:secret@127.0.0.1:1/nowhere";
    const opening = openDatabase({
      dataDir: folder.dataDir,
      databaseUrl,
      log: silentLog,
      retryForMs: 1_500,
    });
    const refusal = await refusalOf(opening);
    expect(refusal).to.contain("127.0.0.1:1/nowhere could not be reached within 2 s");
    expect(refusal).not.to.contain("secret");
    expect(await missing(path.join(folder.dataDir, "pg"))).to.equal(true);
  });

  it("waits for one that starts late", async () => {
    await server.stop();
    const opening = open({ dataDir: folder.dataDir, databaseUrl: server.url });
    await server.ensureRunning();
    await (await opening).close();
  });

  it("says at once that a password is wrong or an address is none", async () => {
    const wrong = new URL(server.url);
    wrong.password = "wrong";
    const refusal = await refusalOf(open({ dataDir: folder.dataDir, databaseUrl: wrong.href }));
    expect(refusal).to.contain("refuses the connection");
    await refusalOf(open({ dataDir: folder.dataDir, databaseUrl: "nonsense" }));
  });

  it("claims its data again when the connection of its claim is cut", async () => {
    const log = watchedLog();
    const { dataDir } = folder;
    const database = await openDatabase({ dataDir, databaseUrl: server.url, log: log.log });
    await scalar(`select pg_terminate_backend(pid) ${claimants()}`);
    await log.line("held again");
    await refusalOf(open({ dataDir, databaseUrl: server.url }));
    await database.close();
  });

  it("says that its data was lost when another process took the claim meanwhile", async () => {
    const database = await open({ dataDir: folder.dataDir, databaseUrl: server.url });
    const lost = new Promise<void>((resolve) => database.onLost(resolve));
    const rival = new Client({ connectionString: server.url });
    await rival.connect();
    const key = advisoryKey(`grandstand instance ${database.instanceId}`);
    // It stands in the queue when the claim's connection is cut, so it is next.
    const rivalClaim = rival.query("select pg_advisory_lock($1)", [key]);
    await waitFor(`select count(*)::int from pg_locks where locktype = 'advisory' and not granted`);
    await scalar(`select pg_terminate_backend(pid) ${claimants()}`);
    await Promise.all([rivalClaim, lost]);
    await rival.end();
    await database.close();
  });

  it("lets processes that start at once migrate once, and refuses a newer database", async () => {
    await scalar("create database migrated");
    const url = withDatabase(server.url, "migrated");
    const runs = ["first", "second"].map(() =>
      runMigrations({ url, log: silentLog, list: [CreateOnce1700000000009] }),
    );
    const ran = await Promise.all(runs);
    expect(ran.flat()).to.deep.equal(["CreateOnce1700000000009"]);
    const refusal = await refusalOf(runMigrations({ url, log: silentLog, list: [] }));
    expect(refusal).to.contain("newer Grandstand");
  });

  it("says which migration failed and leaves the database as it was", async () => {
    await scalar("create database half_migrated");
    const url = withDatabase(server.url, "half_migrated");
    const list = [CreateOnce1700000000009, Fails1700000000010];
    const refusal = await refusalOf(runMigrations({ url, log: silentLog, list }));
    expect(refusal).to.contain("could not be brought up to date");
    const applied = await runMigrations({ url, log: silentLog, list: [CreateOnce1700000000009] });
    expect(applied).to.deep.equal([]);
  });

  async function scalar(sql: string): Promise<unknown> {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    await client.end();
    return Object.values(rows[0] ?? {})[0];
  }

  async function waitFor(countSql: string): Promise<void> {
    while ((await scalar(countSql)) === 0) await new Promise((resolve) => setImmediate(resolve));
  }
});

class CreateOnce1700000000009 {
  async up(runner: { query: (sql: string) => Promise<unknown> }): Promise<void> {
    await runner.query("create table once (id int)");
  }
  async down(runner: { query: (sql: string) => Promise<unknown> }): Promise<void> {
    await runner.query("drop table once");
  }
}

class Fails1700000000010 {
  async up(runner: { query: (sql: string) => Promise<unknown> }): Promise<void> {
    await runner.query("create table twice (id int)");
    await runner.query("create table once (id int)");
  }
  async down(): Promise<void> {}
}

function open(options: { dataDir: string; databaseUrl?: string }): Promise<OpenDatabase> {
  return openDatabase({ ...options, log: silentLog });
}

async function refusalOf(opening: Promise<unknown>): Promise<string> {
  const thrown: unknown = await opening.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).to.be.instanceOf(StartError);
  return (thrown as StartError).message;
}

async function missing(file: string): Promise<boolean> {
  return access(file).then(
    () => false,
    () => true,
  );
}

/** The connections of claims, to be cut. */
function claimants(): string {
  return "from pg_stat_activity where application_name like 'grandstand-claim %'";
}

/** A log whose lines can be waited for. */
function watchedLog() {
  const lines: string[] = [];
  let wake = (): void => undefined;
  const stream = {
    write: (line: string) => {
      lines.push(line);
      wake();
    },
  };
  async function line(part: string): Promise<void> {
    while (!lines.some((text) => text.includes(part))) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return { log: pino({}, stream), line };
}

const childScript = `
  import(${JSON.stringify(import.meta.resolve("./open-database.ts"))}).then(async (module) => {
    const log = { info() {}, warn() {}, error() {}, debug() {} };
    const { dataSource } = await module.openDatabase({ dataDir: process.argv[1], log });
    await dataSource.query("create table kept as select 7 as chips");
    console.log("kept");
  });`;
