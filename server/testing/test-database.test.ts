import { expect } from "chai";
import { migrations } from "#server/storage/migrations.ts";
import { createTestDatabase } from "./test-database.ts";

describe("a test database", () => {
  it("is migrated, empty, and shares nothing with the next one", async () => {
    const one = await createTestDatabase();
    const other = await createTestDatabase();
    await one.dataSource.query("create table mine (id int)");
    const found = await other.dataSource.query("select to_regclass('mine') as mine");
    expect(found).to.deep.equal([{ mine: null }]);
    const applied = await other.dataSource.query<unknown[]>("select name from migrations");
    expect(applied).to.have.length(migrations.length);
    await one.drop();
    await other.drop();
  });

  it("is gone once it is dropped, whoever is still connected", async () => {
    const { url, dataSource, drop } = await createTestDatabase();
    const name = new URL(url).pathname.slice(1);
    await dataSource.query("select 1");
    await drop();
    const probe = await createTestDatabase();
    const rows = await probe.dataSource.query<unknown[]>(
      "select 1 from pg_database where datname = $1",
      [name],
    );
    expect(rows).to.deep.equal([]);
    await probe.drop();
  });
});
