import { expect } from "chai";
import { DataSource } from "typeorm";
import { createTestDatabase } from "#server/testing/test-database.ts";
import { silentLog } from "#server/testing/test-postgres.ts";
import { allowSlowStatements } from "./allow-slow-statements.ts";
import { dataSourceOptions } from "./data-source-options.ts";
import { sqlState } from "./sql-state.ts";
import { transaction } from "./transaction.ts";

describe("a transaction that may take longer", () => {
  it("is cut neither by the server nor by its client, and the next one is", async () => {
    const { url, drop } = await createTestDatabase();
    const options = dataSourceOptions({ url, log: silentLog, poolSize: 2, statementTimeoutMs: 50 });
    const dataSource = await new DataSource({
      ...options,
      poolSize: 1,
    } as typeof options).initialize();
    const take = (seconds: number, timeoutMs?: number) =>
      transaction(dataSource, async (manager) => {
        if (timeoutMs !== undefined) await allowSlowStatements(manager, timeoutMs);
        await manager.query("SELECT pg_sleep($1)", [seconds]);
      });
    await take(1.2, 10_000);
    const cut = await take(1.2).catch(sqlState);
    expect(cut).to.equal("57014");
    expect(await take(1.2, 300).catch(sqlState)).to.equal("57014");
    await dataSource.destroy();
    await drop();
  });
});
