import path from "node:path";
import { expect } from "chai";
import { makePlayers } from "#server/testing/make-players.ts";
import { runTool } from "#server/testing/run-tool.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { makeTestDataDir, type TestDataDir } from "#server/testing/test-postgres.ts";

describe("npm run audit", () => {
  let database: TestDatabase;
  let folder: TestDataDir;
  before(async () => {
    database = await createTestDatabase();
    folder = await makeTestDataDir();
    await makePlayers(database.dataSource, [1_000n, 500n]);
  });
  after(async () => {
    await database.drop();
    await folder.remove();
  });

  async function audit(settings: Record<string, string>) {
    const { DATABASE_URL: _, ...env } = process.env;
    return runTool("audit.ts", [], {
      cwd: folder.dataDir,
      env: { ...env, DATA_DIR: path.join(folder.dataDir, "data"), ...settings },
    });
  }

  it("prints the trial balance and ends with 0 when the books balance", async () => {
    const { output, complaint, exitCode } = await audit({ DATABASE_URL: database.url });
    expect(complaint).to.equal("");
    expect(output).to.match(/chips +available +2 +1500\n/);
    expect(output).to.match(/chips +sum +0\n/);
    expect(output).to.contain("The books balance: no difference.");
    expect(exitCode).to.equal(0);
  });

  it("names every difference and ends with 1", async () => {
    await database.dataSource.query("update wallets set balance_total = balance_total + 7");
    const { output, exitCode } = await audit({ DATABASE_URL: database.url });
    expect(output).to.contain("Broken: I2 a wallet is the sum of its postings");
    expect(output).to.contain("total 507, locked 0; postings say 500, 0");
    expect(output).to.contain("THE BOOKS DO NOT BALANCE: 2 differences.");
    expect(exitCode).to.equal(1);
  });

  it("waits for a question for as long as it takes", async () => {
    await database.dataSource.query(`alter table top_ups rename to top_ups_kept;
      create view top_ups as select top_ups_kept.* from top_ups_kept, pg_sleep(6.5)`);
    const { output, complaint } = await audit({ DATABASE_URL: database.url });
    expect(complaint).to.equal("");
    expect(output).to.contain("THE BOOKS DO NOT BALANCE: 2 differences.");
  });

  it("starts the database of the data folder when nothing runs there, and stops it", async () => {
    const first = await audit({});
    expect(first.complaint).to.equal("");
    expect(first.output).to.contain("The books balance: no difference.");
    expect((await audit({})).exitCode).to.equal(0);
  });

  it("says in one sentence that a database can't be reached", async () => {
    const { complaint, exitCode } = await audit({ DATABASE_URL: "postgres://127.0.0.1:1/none" });
    expect(complaint).to.match(/^The database can't be audited: .+\.\n$/);
    expect(exitCode).to.equal(1);
  });
});
