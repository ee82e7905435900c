import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { Client } from "pg";
import { makeTestDataDir, silentLog, type TestDataDir } from "#server/testing/test-postgres.ts";
import { StartError } from "../start-error.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { shortHash } from "./place-storage.ts";
import { isRoot } from "./postgres-user.ts";
import { findPostmaster } from "./postmaster-file.ts";

describe("the embedded PostgreSQL", () => {
  let folder: TestDataDir;
  let running: EmbeddedPostgres[] = [];

  beforeEach(async () => {
    folder = await makeTestDataDir();
  });
  afterEach(async () => {
    for (const server of running) await server.stop();
    running = [];
    await folder.remove();
  });

  it("keeps what was written from one start to the next", async () => {
    const first = await start(folder.dataDir);
    await query(first.url, "create table kept as select 7 as chips");
    await first.stop();
    expect(await findPostmaster(first.clusterDir)).to.equal(undefined);
    const second = await start(folder.dataDir);
    expect(await query(second.url, "select chips from kept")).to.deep.equal([{ chips: 7 }]);
  });

  it("listens on a socket alone, with a password, and flushes what it commits", async () => {
    const { url } = await start(folder.dataDir);
    const settings = await query(
      url,
      `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit`,
    );
    expect(settings).to.deep.equal([{ addresses: "", fsync: "on", commit: "on" }]);
    const withoutPassword = new URL(url);
    withoutPassword.password = "wrong";
    const refused = await query(withoutPassword.href, "select 1").catch((error: unknown) => error);
    expect(refused).to.have.property("code", "28P01");
    const socketDir = new URL(url).searchParams.get("host") as string;
    expect((await stat(socketDir)).mode & 0o777).to.equal(0o700);
  });

  it("takes over the server that a killed process left", async () => {
    const child = spawn(process.execPath, ["-e", childScript, folder.dataDir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    child.kill("SIGKILL");
    await once(child, "exit");
    const server = await start(folder.dataDir);
    expect(await server.ensureRunning()).to.equal(Number(line.toString()));
  });

  it("recovers what was committed before its server was killed", async () => {
    const server = await start(folder.dataDir);
    const killed = await server.ensureRunning();
    await query(server.url, "create table kept as select 7 as chips");
    process.kill(killed, "SIGKILL");
    while ((await findPostmaster(server.clusterDir)) !== undefined) await wait(5);
    expect(await server.ensureRunning()).not.to.equal(killed);
    expect(await query(server.url, "select chips from kept")).to.deep.equal([{ chips: 7 }]);
  });

  it("starts once when two processes start it at once", async () => {
    const [one, other] = await Promise.all([start(folder.dataDir), start(folder.dataDir)]);
    expect(await one?.ensureRunning()).to.equal(await other?.ensureRunning());
  });

  it("starts although its old process id belongs to another program now", async () => {
    const first = await start(folder.dataDir);
    const file = path.join(first.clusterDir, "postmaster.pid");
    const text = await readFile(file, "utf8");
    await first.stop();
    await writeFile(file, text.replace(/^\d+/, String(process.pid)));
    const second = await start(folder.dataDir);
    expect(await query(second.url, "select 1 as one")).to.deep.equal([{ one: 1 }]);
  });

  it("finds a shorter folder for its socket when the data folder's path is long", async () => {
    const dataDir = path.join(folder.dataDir, "a rather long name".repeat(6), "ü".repeat(30));
    const { url, clusterDir } = await start(dataDir);
    expect(Buffer.byteLength(clusterDir)).to.be.above(107);
    expect(await query(url, "select 1 as one")).to.deep.equal([{ one: 1 }]);
    await rm(new URL(url).searchParams.get("host") as string, { recursive: true });
  });

  it("explains that it cannot read another version's database", async () => {
    const cluster = path.join(folder.dataDir, "pg");
    await mkdir(cluster);
    await writeFile(path.join(cluster, "PG_VERSION"), "9\n");
    expect(await refusalOf(folder.dataDir)).to.match(/was made by PostgreSQL 9 .* PostgreSQL 18/);
  });

  it("explains that the data folder cannot be made", async () => {
    await writeFile(path.join(folder.dataDir, "file"), "");
    const refusal = await refusalOf(path.join(folder.dataDir, "file", "data"));
    expect(refusal).to.match(/cannot be made, because a part of the path is a file/);
  });

  describe("for root", () => {
    before(function () {
      if (!isRoot()) this.skip();
    });

    it("runs as an unprivileged user", async () => {
      const server = await start(folder.dataDir);
      const { uid } = await stat(`/proc/${await server.ensureRunning()}`);
      expect(uid).to.equal(65534);
      expect((await stat(server.clusterDir)).mode & 0o777).to.equal(0o700);
    });

    it("keeps its files elsewhere when that user cannot enter the data folder", async () => {
      await chmod(folder.dataDir, 0o700);
      const dataDir = path.join(folder.dataDir, "data");
      const elsewhere = path.join("/var/lib", `grandstand-${shortHash(dataDir)}`);
      try {
        const server = await start(dataDir);
        expect(path.dirname(server.clusterDir)).to.equal(elsewhere);
        await chmod(folder.dataDir, 0o755);
        // Opened since then, but the data stays where it is.
        const again = await start(dataDir);
        expect(again.clusterDir).to.equal(server.clusterDir);
        await server.stop();
      } finally {
        await rm(elsewhere, { recursive: true, force: true });
      }
    });

    it("tells another user that the database is not theirs", async () => {
      await (await start(folder.dataDir)).stop();
      const { stdout } = spawnSync(process.execPath, ["-e", childScript, folder.dataDir], {
        uid: 65533,
        gid: 65533,
        encoding: "utf8",
      });
      expect(stdout).to.contain("belongs to another user of this machine (65534)");
    });

    it("says so when an existing database was closed to that user", async () => {
      await (await start(folder.dataDir)).stop();
      await chmod(folder.dataDir, 0o700);
      const refusal = await refusalOf(folder.dataDir);
      await chmod(folder.dataDir, 0o755);
      expect(refusal).to.contain("chmod o+x");
    });
  });

  async function start(dataDir: string): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
    running.push(server);
    return server;
  }

  async function refusalOf(dataDir: string): Promise<string> {
    const thrown: unknown = await start(dataDir).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(StartError);
    return (thrown as StartError).message;
  }
});

const childScript = `
  import(${JSON.stringify(import.meta.resolve("./embedded-postgres.ts"))}).then(async (module) => {
    const log = { info() {}, warn() {}, error() {}, debug() {} };
    const server = await module.startEmbeddedPostgres({ dataDir: process.argv[1], log });
    console.log(await server.ensureRunning());
    setInterval(() => {}, 1000);
  }).catch((error) => console.log(error.message));`;

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
