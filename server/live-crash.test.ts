import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { DataSource } from "typeorm";
import { shownScores, storedScores } from "./testing/battle-sums.ts";
import { diamondsBySide, readGiftFrames, sumWorths, worthByViewer } from "./testing/gift-truth.ts";
import { SIDES } from "./testing/live-night.ts";
import { killLeftovers, openEmbedded } from "./testing/server-process.ts";
import { type StormNight, startStormNight } from "./testing/storm-night.ts";
import { makeTestDataDir, type TestDataDir } from "./testing/test-postgres.ts";

/** One more at the end of the battle, and one after it. */
const KILLS_IN_THE_STREAM = 18;

describe("a battle whose server is killed with -9 again and again", function () {
  this.timeout(150_000);
  let data: TestDataDir;
  let night: StormNight;
  let database: DataSource;

  before(async () => {
    data = await makeTestDataDir();
    night = await startStormNight({
      dataDir: data.dataDir,
      seed: 3,
      environment: { LEASE_SECONDS: "3" },
    });
    database = await openEmbedded(data.dataDir);
  });
  after(async () => {
    await night?.end();
    await killLeftovers();
    if (database?.isInitialized) await database.destroy();
    await data.remove();
  });

  /** The LIVE goes on while the server is down. */
  async function crash() {
    await night.kill();
    night.push(night.storm.frame());
    await night.start();
  }

  it("has the worth of its gifts after the last one, and the time that was lost", async () => {
    const { random, plannedEnd, storm } = night;
    let extended = 0;
    for (let kill = 0; kill < KILLS_IN_THE_STREAM; kill += 1) {
      await night.viewer.until(({ sourceState }) => sourceState === "live");
      await night.stream(1 + random.below(12));
      for (let turns = random.below(30); turns > 0; turns -= 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await crash();
      const { phase, endsAtMs, extendedMs } = night.viewer.state;
      expect(phase).to.equal("running");
      expect(extendedMs).to.be.within(extended, 60_000);
      expect(endsAtMs - extendedMs).to.equal(plannedEnd);
      extended = extendedMs;
    }
    expect(extended).to.be.greaterThan(0);
    await night.viewer.until(night.isTrue);
    expect(await storedScores(database, night.battleId)).to.deep.equal(night.truth());
    expect(worthByViewer(await readGiftFrames(database))).to.deep.equal(worthByViewer(storm.told));
  });

  it("admits what was given before its end, and ends once", async () => {
    const { battleId, storm } = night;
    await night.viewer.until(({ sourceState }) => sourceState === "live");
    const host = await night.host();
    await night.stream(5);
    await night.viewer.until(night.isTrue);
    expect((await host.request("endBattle", { battleId })).ok).to.equal(true);
    const { endsAtMs } = await night.viewer.until(({ phase }) => phase === "closing");
    host.deafen();
    night.push([storm.single(7, endsAtMs - 500)]);
    const scores = night.truth();
    await crash();
    expect([night.viewer.state.phase, night.viewer.state.endsAtMs]).to.deep.equal([
      "closing",
      endsAtMs,
    ]);
    const finished = await night.viewer.until(({ phase }) => phase === "finished");
    expect(shownScores(finished)).to.deep.equal(scores);

    const { winner } = finished;
    await crash();
    expect([night.viewer.state.phase, night.viewer.state.winner]).to.deep.equal([
      "finished",
      winner,
    ]);
    expect(shownScores(night.viewer.state)).to.deep.equal(scores);
    const results: { country: string; points: string }[] = await database.query(
      "SELECT country, points FROM battle_results WHERE battle_id = $1",
      [battleId],
    );
    expect(results.map(({ country, points }) => [country, Number(points)])).to.have.deep.members(
      Object.entries(scores),
    );
    const stats = await database.query(
      "SELECT sum(wins)::int AS wins, sum(battles)::int AS battles FROM country_stats",
    );
    expect(stats).to.deep.equal([{ wins: 1, battles: SIDES.length }]);
    expect(await storedScores(database, battleId)).to.deep.equal(scores);
  });

  it("has granted the coins of every diamond, and its books are clean", async () => {
    const worths = worthByViewer(night.storm.told);
    const { gifts } = sumWorths(worths.values());
    await night.viewer.until(({ recordedGifts }) => recordedGifts >= gifts);
    expect(worthByViewer(await readGiftFrames(database))).to.deep.equal(worths);
    const held: { name: string; balance: string }[] = await database.query(
      "SELECT name, balance FROM accounts WHERE name LIKE 'handle:%'",
    );
    const coins = diamondsBySide(worths, (viewerId) => `handle:tiktok:${viewerId}`, []);
    const earned = Object.entries(coins).map(([name, diamonds]) => {
      return [name, Math.floor((2 * diamonds) / 100)] as const;
    });
    expect(held.map(({ name, balance }) => [name, Number(balance)])).to.have.deep.members(
      earned.filter(([, granted]) => granted > 0),
    );
    const audit = join(import.meta.dirname, "../tools/audit.ts");
    // Rejects on any difference.
    await promisify(execFile)(process.execPath, [audit], {
      cwd: data.dataDir,
      env: { PATH: process.env.PATH, DATA_DIR: data.dataDir },
    });
  });
});
