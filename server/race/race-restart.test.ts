import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { POSITION_STEP_MM } from "#common/race/position-step.ts";
import { startRaceNight } from "#server/testing/race-night.ts";
import { startTestApp, type TestApp } from "#server/testing/test-app.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";

describe("a lobby found at a start", () => {
  let database: TestDatabase;
  let test: TestApp | undefined;

  before(async () => {
    database = await createTestDatabase();
  });
  after(async () => {
    await test?.close();
    await database.drop();
  });

  it("shows an official race with its field behind the line, its result and its seed", async () => {
    // Both apps of the test use the database; `after` drops it.
    const options = { instanceId: randomUUID(), database: { ...database, drop: async () => {} } };
    const night = await startRaceNight(options);
    await night.openBetting();
    await night.host.direct("lockBetting");
    await night.runUntil((state) => state.isOfficial);
    const before = night.host.state.toJSON() as { runners: object; raceId: number };
    await night.end();

    test = await startTestApp({ ...options, clock: night.clock });
    const { state } = await test.seat();
    expect(state.phase).to.equal("settling");
    expect(state.isOfficial).to.equal(true);
    expect(state.serverSeed).to.match(/^[0-9a-f]{64}$/);
    expect(state.toJSON()).to.deep.include({ runners: before.runners, raceId: before.raceId });
    for (const position of state.positions) {
      expect(position * POSITION_STEP_MM).to.be.at.least(state.distanceMm);
    }
  });
});
