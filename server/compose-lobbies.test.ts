import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { createTestDatabase } from "./testing/test-database.ts";

describe("lobbies with their stages", () => {
  it("leave no stage open whose lobby is closed", async () => {
    const database = await createTestDatabase();
    const options = { instanceId: randomUUID(), database: { ...database, drop: async () => {} } };
    const openCodes = async (type: string) => {
      const rows: { code: string }[] = await database.dataSource.query(
        "SELECT code FROM durable_rooms WHERE type = $1 AND closed_at IS NULL",
        [type],
      );
      return rows.map(({ code }) => code);
    };
    let test: TestApp = await startTestApp(options);
    const { code } = test.lobby;
    await test.close();
    // As a process leaves it that ends between the two.
    await database.dataSource.query(
      "UPDATE durable_rooms SET closed_at = now() WHERE type = 'race'",
    );
    expect(await openCodes("battle")).to.deep.equal([code]);
    test = await startTestApp(options);
    expect(test.lobby.code).to.not.equal(code);
    expect(await openCodes("battle")).to.deep.equal([test.lobby.code]);
    await test.close();
    await database.drop();
  });
});
