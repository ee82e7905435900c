import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { startTestApp } from "./testing/test-app.ts";
import { createTestDatabase } from "./testing/test-database.ts";

/** Nobody answers there. */
const NOWHERE = { TIKTOK_WEB_HOST: "127.0.0.1:9", TIKTOK_SIGN_URL: "http://127.0.0.1:9" };

describe("the LIVE of the settings", () => {
  it("is connected at a start, also where another one was connected before", async () => {
    const database = await createTestDatabase();
    const options = { instanceId: randomUUID(), database: { ...database, drop: async () => {} } };
    for (const name of ["first.live", "first.live", "@Second.Live"]) {
      const environment = { ...NOWHERE, TIKTOK_USERNAME: name };
      const test = await startTestApp({ ...options, environment });
      await test.close();
    }
    const sessions = await database.dataSource.query(
      `SELECT channel, ended_at_ms IS NULL AS "isOpen" FROM stream_sessions ORDER BY id`,
    );
    expect(sessions).to.deep.equal([
      { channel: "first.live", isOpen: false },
      { channel: "second.live", isOpen: true },
    ]);
    await database.drop();
  });
});
