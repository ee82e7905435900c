import { readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { StartError } from "#server/storage/start-error.ts";
import { makeTestDataDir, type TestDataDir } from "#server/testing/test-postgres.ts";
import { loadSecrets } from "./load-secrets.ts";

describe("the server's secrets", () => {
  let folder: TestDataDir;
  beforeEach(async () => {
    folder = await makeTestDataDir();
  });
  afterEach(() => folder.remove());

  function load(options: { jwtSecret?: string; hostPin?: string; isProduction?: boolean } = {}) {
    return loadSecrets({ dataDir: folder.dataDir, isProduction: false, ...options });
  }

  async function failureOf(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it("are made at the first start and kept for the next ones", async () => {
    const first = await load({ isProduction: true });
    expect(first.jwtSecret).to.have.length.of.at.least(32);
    expect(first.hostPin).to.match(/^\d{6}$/);
    expect(await load()).to.deep.equal(first);
  });

  it("are readable by their owner alone, with nothing left beside them", async () => {
    await load();
    expect((await readdir(folder.dataDir)).toSorted()).to.deep.equal(["host-pin", "jwt-secret"]);
    for (const name of ["host-pin", "jwt-secret"]) {
      expect((await stat(path.join(folder.dataDir, name))).mode & 0o777).to.equal(0o600);
    }
  });

  it("are the same for everyone who starts at once", async () => {
    const all = await Promise.all([load(), load(), load(), load()]);
    expect(new Set(all.map((secrets) => JSON.stringify(secrets))).size).to.equal(1);
  });

  it("are the configured ones where they are set, and nothing is written", async () => {
    const configured = { jwtSecret: "x".repeat(32), hostPin: "314159" };
    expect(await load({ ...configured, isProduction: true })).to.deep.equal(configured);
    expect(await readdir(folder.dataDir)).to.deep.equal([]);
  });

  it("are refused in production when the JWT secret is short", async () => {
    expect(
      await failureOf(load({ jwtSecret: "x".repeat(31), isProduction: true })),
    ).to.be.instanceOf(StartError);
    expect((await load({ jwtSecret: "x" })).jwtSecret).to.equal("x");
  });

  for (const hostPin of ["", "12345", "12345a", "１２３４５６", "123 456"]) {
    it(`are refused when the PIN is "${hostPin}"`, async () => {
      expect(await failureOf(load({ hostPin }))).to.be.instanceOf(StartError);
    });
  }

  it("are explained when a file can't be used", async () => {
    await writeFile(path.join(folder.dataDir, "host-pin"), "\n");
    expect(await failureOf(load())).to.be.instanceOf(StartError);
    const failure = await failureOf(
      loadSecrets({ dataDir: path.join(folder.dataDir, "host-pin"), isProduction: false }),
    );
    expect(failure).to.be.instanceOf(StartError);
  });
});
