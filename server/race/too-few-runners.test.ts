import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { startTestApp } from "#server/testing/test-app.ts";
import { createTestDatabase } from "#server/testing/test-database.ts";
import { RaceEntity } from "./race-entities.ts";
import { scratchRunner } from "./scratch-runner.ts";
import { TOO_FEW_RUNNERS } from "./too-few-runners.ts";

describe("a race with fewer than two runners left", () => {
  /** Scratches all but one, the last of them without the void that follows: as a crash leaves it. */
  async function scratchAllButOne(night: RaceNight): Promise<number> {
    const { raceId, runners } = await night.openBetting();
    const ana = await night.phone("Ana");
    await ana.bet({ selection: [runners.size], stake: "100" });
    for (let number = 1; number < runners.size - 1; number += 1) {
      const tap = { raceId, expectedPhase: "betting" as const, number };
      expect((await night.host.request("scratchRunner", tap)).ok).to.equal(true);
    }
    const { dataSource } = night.test;
    const { roomId, epoch } = await dataSource.manager.findOneByOrFail(RaceEntity, { id: raceId });
    const race = { raceId, roomId, epoch };
    await scratchRunner(dataSource, { race, number: runners.size - 1, changes: {} });
    return raceId;
  }

  it("is void at the lock, whoever locks it", async () => {
    const night = await startRaceNight({ environment: { FIELD_SIZE: "5" } });
    await scratchAllButOne(night);
    await night.host.direct("lockBetting");
    night.tick();
    const state = await night.host.until(({ phase }) => phase !== "betting");
    expect([state.phase, state.voidReason]).to.deep.equal(["void", TOO_FEW_RUNNERS]);
    await night.runUntil(({ raceNumber }) => raceNumber === 2);
    await night.end();
  });

  it("is void at the start of a process that finds it", async () => {
    const database = await createTestDatabase();
    // Both apps use it; it is dropped at the end.
    const shared = { ...database, drop: async () => {} };
    const environment = { FIELD_SIZE: "5" };
    const options = { instanceId: randomUUID(), database: shared, environment };
    const night = await startRaceNight(options);
    const raceId = await scratchAllButOne(night);
    await night.test.close();

    const test = await startTestApp({ ...options, clock: night.clock });
    const { state } = await test.seat();
    expect([state.raceId, state.phase, state.voidReason]).to.deep.equal([
      raceId,
      "void",
      TOO_FEW_RUNNERS,
    ]);
    await expectCleanBooks(test.dataSource);
    await test.close();
    await database.drop();
  });
});
