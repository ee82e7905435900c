import { spawnSync } from "node:child_process";
import { chmod, chown, mkdir, stat, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { Client } from "pg";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "#server/storage/embedded/embedded-postgres.ts";
import { isRoot } from "#server/storage/embedded/postgres-user.ts";
import { StartError } from "#server/storage/start-error.ts";
import { makeTestDataDir, silentLog, type TestDataDir } from "#server/testing/test-postgres.ts";

/** `daemon`: PostgreSQL runs as nobody whom the system does not know. */
const ORDINARY_USER = 1;
const DISK_MB = 160;
const MIB = 1_048_576;

/** T16, as far as it takes a machine's own means: another user, a disk of its own. */
describe("the embedded database on a machine that is set up by root", function () {
  this.timeout(60_000);
  let folder: TestDataDir;

  before(function () {
    if (!isRoot()) this.skip();
  });
  beforeEach(async () => {
    folder = await makeTestDataDir();
  });
  afterEach(() => folder.remove());

  it("starts and stops for an ordinary user, as whom it runs", async () => {
    const dataDir = path.join(folder.dataDir, "own");
    await mkdir(dataDir);
    await chown(dataDir, ORDINARY_USER, ORDINARY_USER);
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", startAndStop, dataDir], {
      uid: ORDINARY_USER,
      gid: ORDINARY_USER,
      encoding: "utf8",
      env: { PATH: process.env.PATH },
    });
    expect(stdout.trim(), stderr).to.equal(`answered by ${ORDINARY_USER}`);
    expect((await stat(path.join(dataDir, "pg"))).uid).to.equal(ORDINARY_USER);
  });

  describe("whose disk is full", () => {
    let disk: string;
    let server: EmbeddedPostgres | undefined;

    beforeEach(async function () {
      disk = path.join(folder.dataDir, "disk");
      await mkdir(disk);
      const options = ["-t", "tmpfs", "-o", `size=${DISK_MB}m`, "tmpfs", disk];
      if (spawnSync("/bin/mount", options).status !== 0) return this.skip();
      await chmod(disk, 0o755);
    });
    afterEach(async () => {
      await server?.stop();
      server = undefined;
      spawnSync("/bin/umount", [disk]);
    });

    async function fillUp(): Promise<void> {
      const { bavail, bsize } = await statfs(disk);
      await writeFile(path.join(disk, "ballast"), Buffer.alloc(bavail * bsize));
    }

    it("says at the first start that there is no room", async () => {
      await writeFile(path.join(disk, "ballast"), Buffer.alloc((DISK_MB - 20) * MIB));
      const thrown: unknown = await startEmbeddedPostgres({
        dataDir: path.join(disk, "data"),
        log: silentLog,
      }).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(StartError);
      expect((thrown as StartError).message).to.match(/full|no room|space/i);
    });

    it("keeps what was committed when it fills up under way, and takes more once there is room", async () => {
      server = await startEmbeddedPostgres({ dataDir: path.join(disk, "data"), log: silentLog });
      await ask("create table kept as select 7 as chips");
      await fillUp();
      const thrown: unknown = await ask(
        "insert into kept select n from generate_series(1, 4000000) n",
      ).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(Error);
      await writeFile(path.join(disk, "ballast"), "");
      await server.ensureRunning();
      expect(await ask("select chips from kept")).to.deep.equal([{ chips: 7 }]);
      await ask("insert into kept values (8)");
    });

    async function ask(sql: string): Promise<unknown[]> {
      const client = new Client({ connectionString: server?.url });
      // What ends the connection is told to the question.
      client.on("error", () => undefined);
      try {
        await client.connect();
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    }
  });
});

const startAndStop = `
  import(${JSON.stringify(import.meta.resolve("#server/storage/embedded/embedded-postgres.ts"))}).then(async (module) => {
    const log = { info() {}, warn() {}, error() {}, debug() {} };
    const server = await module.startEmbeddedPostgres({ dataDir: process.argv[1], log });
    await server.ensureRunning();
    await server.stop();
    console.log("answered by " + process.getuid());
  }).catch((error) => console.log(error.message));`;
