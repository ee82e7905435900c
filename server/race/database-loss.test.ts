import path from "node:path";
import { expect } from "chai";
import { findPostmaster } from "#server/storage/embedded/postmaster-file.ts";
import { openDatabase } from "#server/storage/open-database.ts";
import { startRaceNight } from "#server/testing/race-night.ts";
import { makeTestDataDir, silentLog } from "#server/testing/test-postgres.ts";

describe("a race whose database is killed", function () {
  this.timeout(60_000);

  it("runs on, is settled once when the database is back, and the next one follows", async () => {
    const { dataDir, remove } = await makeTestDataDir();
    const { dataSource, url, close } = await openDatabase({ dataDir, log: silentLog });
    const drop = async () => {
      await close();
      await remove();
    };
    const night = await startRaceNight({
      environment: { LOG_LEVEL: "silent" },
      database: { dataSource, url, drop },
    });
    try {
      const phones = [await night.phone("Ana"), await night.phone("Bruno")] as const;
      await night.openBetting();
      for (const selection of [1, 2, 3, 4]) await phones[0].bet({ selection: [selection] });
      for (const selection of [5, 6, 7, 8]) await phones[1].bet({ selection: [selection] });
      await night.host.direct("lockBetting");
      await night.runUntil(({ phase, tick }) => phase === "racing" && tick > 100);

      const postmaster = await findPostmaster(path.join(dataDir, "pg"));
      process.kill(postmaster?.pid as number, "SIGKILL");
      const official = await night.runUntil(({ isOfficial }) => isOfficial);
      const placings = new Set([...official.runners.values()].map(({ placing }) => placing));
      expect(placings.has(0)).to.equal(false);
      const totals = [await phones[0].wallet(), await phones[1].wallet()].map(({ total }) => total);
      expect(totals.toSorted((a, b) => a.localeCompare(b))).to.deep.equal(["1400", "600"]);
      await night.runUntil(({ raceNumber }) => raceNumber === 2);
    } finally {
      await night.end();
    }
  });
});
