import { expect } from "chai";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";

describe("migrations", () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
  });
  after(() => database.drop());

  it("leave a database that agrees with every entity", async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).to.deep.equal([]);
  });

  it("declare every check of the database in an entity", async () => {
    const inDatabase: { name: string }[] = await database.dataSource.query(
      `select conname as name from pg_constraint
        where contype = 'c' and connamespace = 'public'::regnamespace order by 1`,
    );
    const declared = database.dataSource.entityMetadatas.flatMap(({ checks }) =>
      checks.map(({ name }) => name),
    );
    expect(inDatabase.map(({ name }) => name)).to.deep.equal(declared.toSorted());
  });

  it("can be taken back to an empty database and applied again", async () => {
    const { dataSource } = database;
    const applied = dataSource.migrations.length;
    for (let i = 0; i < applied; i++) await dataSource.undoLastMigration();
    const tables: { name: string }[] = await dataSource.query(
      `select relname as name from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migrations'`,
    );
    expect(tables).to.deep.equal([]);
    expect(await dataSource.runMigrations()).to.have.length(applied);
  });
});
