import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "./storage/data-source-options.ts";
import { findPostmaster } from "./storage/embedded/postmaster-file.ts";
import { shownScores, storedScores } from "./testing/battle-sums.ts";
import { expectCleanBooks } from "./testing/expect-clean-books.ts";
import { readGiftFrames, worthByViewer } from "./testing/gift-truth.ts";
import { killLeftovers, openEmbedded } from "./testing/server-process.ts";
import { type StormNight, startStormNight } from "./testing/storm-night.ts";
import {
  makeTestDataDir,
  silentLog,
  startTestPostgres,
  type TestDataDir,
  type TestPostgres,
} from "./testing/test-postgres.ts";

describe("a LIVE whose database is killed", function () {
  this.timeout(90_000);
  let data: TestDataDir;
  let postgres: TestPostgres | undefined;
  let night: StormNight;

  beforeEach(async () => {
    data = await makeTestDataDir();
  });
  afterEach(async () => {
    await night?.end();
    await killLeftovers();
    await data.remove();
    await postgres?.remove();
    postgres = undefined;
  });

  async function killDatabase(dataDir: string) {
    const postmaster = await findPostmaster(path.join(dataDir, "pg"));
    process.kill(postmaster?.pid as number, "SIGKILL");
  }

  const spillFiles = async () => readdir(path.join(data.dataDir, "live"));
  /** The file goes right after its last gift is recorded. */
  async function spillIsGone() {
    while ((await spillFiles()).length > 0);
  }

  async function expectStored(database: DataSource) {
    expect(await storedScores(database, night.battleId)).to.deep.equal(night.truth());
    const recorded = worthByViewer(await readGiftFrames(database));
    expect(recorded).to.deep.equal(worthByViewer(night.storm.told));
    await expectCleanBooks(database);
    await database.destroy();
  }

  /** A night on a database of its own, which stays dead until the test revives it. */
  async function startBesideDatabase(seed: number, environment: Record<string, string> = {}) {
    postgres = await startTestPostgres({ durable: true });
    const { url } = postgres;
    night = await startStormNight({
      dataDir: data.dataDir,
      seed,
      environment: { DATABASE_URL: url, ...environment },
    });
    const look = () => new DataSource(dataSourceOptions({ url, log: silentLog })).initialize();
    return { postgres, look };
  }

  it("puts its gifts on the disk meanwhile, and neither loses nor doubles one", async () => {
    const own = await startBesideDatabase(11);
    await night.stream(10);
    await killDatabase(own.postgres.dataDir);
    await night.stream(20);
    await night.viewer.until(({ spilledCount }) => spilledCount > 0);
    expect(await spillFiles()).to.have.length(1);
    await night.stream(10);
    await own.postgres.ensureRunning();
    await night.stream(10);
    await night.viewer.until(
      (state) => night.isTrue(state) && state.spilledCount === 0 && state.sourceState === "live",
    );
    await spillIsGone();
    await expectStored(await own.look());
  });

  it("is read back from the disk by the next start when the server is killed as well", async () => {
    const own = await startBesideDatabase(12);
    await night.stream(5);
    await night.viewer.until(night.isTrue);
    await killDatabase(own.postgres.dataDir);
    let gifts = 0;
    for (let frames = 0; frames < 10; frames += 1) {
      const frame = night.storm.frame();
      gifts += frame.filter(({ method }) => method === "WebcastGiftMessage").length;
      night.push(frame);
    }
    await night.viewer.until(({ spilledCount }) => spilledCount === gifts);
    await night.kill();
    await own.postgres.ensureRunning();
    await night.start({ isHistoryLost: true });
    await night.viewer.until((state) => night.isTrue(state) && state.spilledCount === 0);
    await spillIsGone();
    await expectStored(await own.look());
  });

  it("counts in a battle that ends meanwhile all that was given before its end", async () => {
    const own = await startBesideDatabase(14, {
      BATTLE_DURATION_SECONDS: "10",
      SUDDEN_DEATH_SECONDS: "0",
    });
    const { fake, storm } = night;
    await night.stream(10);
    await night.viewer.until(night.isTrue);
    await killDatabase(own.postgres.dataDir);
    await night.stream(10);
    const scores = night.truth();
    const hasPassed = () => night.viewer.state.serverTimeMs > night.plannedEnd;
    for (let watching = 1; !hasPassed(); watching += 1) {
      night.push([fake.messages.viewers({ total: String(watching) })]);
      await night.viewer.until(({ viewers }) => viewers === watching);
    }
    night.push([storm.single(9_999)]);
    expect(night.viewer.state.spilledCount).to.be.greaterThan(0);
    await own.postgres.ensureRunning();
    const finished = await night.viewer.until(({ phase }) => phase === "finished");
    expect(shownScores(finished)).to.deep.equal(scores);
    await night.viewer.until(({ spilledCount }) => spilledCount === 0);
    const database = await own.look();
    expect(await storedScores(database, night.battleId)).to.deep.equal(scores);
    const recorded = worthByViewer(await readGiftFrames(database));
    expect(recorded).to.deep.equal(worthByViewer(storm.told));
    await database.destroy();
  });

  it("goes on by itself, kill after kill, where the database is the server's own", async () => {
    night = await startStormNight({ dataDir: data.dataDir, seed: 13 });
    for (let kill = 0; kill < 4; kill += 1) {
      await night.stream(1 + night.random.below(8));
      await killDatabase(data.dataDir);
      await night.stream(5);
      await night.viewer.until(night.isTrue);
    }
    await expectStored(await openEmbedded(data.dataDir));
  });
});
