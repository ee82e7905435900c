import { expect } from "chai";
import { TICK_MS } from "#common/race/tuning.ts";
import { openDatabase } from "#server/storage/open-database.ts";
import { httpDoor, makeBetWitness } from "#server/testing/bet-witness.ts";
import { callHttp } from "#server/testing/call-http.ts";
import { type Crowd, joinCrowd, seatHost } from "#server/testing/crowd.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { startRaceNight } from "#server/testing/race-night.ts";
import { killLeftovers, startServerProcess } from "#server/testing/server-process.ts";
import {
  makeTestDataDir,
  silentLog,
  startTestPostgres,
  type TestDataDir,
  type TestPostgres,
} from "#server/testing/test-postgres.ts";

const BETS = 40;
const DOWN_TICKS = 30_000 / TICK_MS;
/** Nobody answers at the address of the database, so a "no" comes at once; the rest is for a slow machine. */
const REFUSED_WITHIN_MS = 5_000;

/** T9: a database of somebody else, which nobody here can bring back. */
describe("a database that is down for 30 s in mid-race", function () {
  this.timeout(atScale(60_000, 900_000));
  let postgres: TestPostgres;
  let folder: TestDataDir;

  beforeEach(async () => {
    postgres = await startTestPostgres({ durable: true });
    folder = await makeTestDataDir();
  });
  afterEach(async () => {
    await killLeftovers();
    await folder.remove();
    await postgres.remove();
  });

  const intentions = (raceId: number, count: number, phones: number) => {
    const witness = makeBetWitness();
    for (let i = 0; i < count; i += 1) {
      const selection = [1 + (i % 5)];
      witness.intend(i % phones, { raceId, market: "win", selection, stake: "10" });
    }
    return witness;
  };

  async function expectOverloaded(call: () => Promise<{ status: number; body: object }>) {
    const startedAt = performance.now();
    const { status, body } = await call();
    expect({ status, ...body }).to.include({ status: 503, code: "overloaded" });
    expect(performance.now() - startedAt).to.be.below(REFUSED_WITHIN_MS);
  }

  it("stops no race; bets and powers get 503; the settlement waits, and happens once", async () => {
    const { dataSource, url, close } = await openDatabase({
      databaseUrl: postgres.url,
      dataDir: folder.dataDir,
      log: silentLog,
    });
    const night = await startRaceNight({
      environment: { LOG_LEVEL: "silent" },
      database: { dataSource, url, drop: close },
    });
    const phones = [await night.phone("Ana"), await night.phone("Bruno")];
    const { raceId } = await night.openBetting();
    const tokens = phones.map(({ session }) => session.token);
    const door = httpDoor(night.test.url, tokens);
    const witness = intentions(raceId, BETS, phones.length);
    for (const bet of witness.bets) await witness.insist(door, bet);
    await night.host.direct("lockBetting");
    const { tick } = await night.runUntil((state) => state.phase === "racing" && state.tick > 20);

    await postgres.stop();
    const later = witness.bets.slice(0, 5);
    for (const bet of later) expect(await witness.send(door, bet)).to.equal(undefined);
    await expectOverloaded(async () => (phones[0] as (typeof phones)[0]).betByHttp());
    await expectOverloaded(() =>
      night.test.call("POST", "/powers/cast", {
        token: tokens[0] as string,
        headers: { "idempotency-key": "down" },
        body: { raceId, power: "boost", target: 1 },
      }),
    );
    const gone = await night.runUntil((state) => state.tick > tick + DOWN_TICKS);
    expect([gone.phase, gone.isOfficial]).to.deep.equal(["racing", false]);

    await postgres.ensureRunning();
    await night.runUntil(({ isOfficial }) => isOfficial);
    for (const bet of witness.bets) await witness.insist(door, bet);
    const settled: unknown[] = await dataSource.query(
      "SELECT 1 FROM bets WHERE race_id = $1 AND status IN ('won', 'lost', 'refunded')",
      [raceId],
    );
    expect(settled).to.have.length(BETS);
    const found = await witness.judge(dataSource);
    reportFault({ fault: "database down for 30 s in mid-race", injected: 1, ...found });
    await night.end();
  });

  if (atScale(false, true)) {
    it("stops no race in real time either, longer than its lease as it is", async () => {
      const server = startServerProcess(folder.dataDir, {
        DATABASE_URL: postgres.url,
        BETTING_SECONDS: "1800",
        GATES_SECONDS: "1",
        LOG_LEVEL: "silent",
      });
      await server.opened;
      const host = await seatHost(server);
      const crowd: Crowd = await joinCrowd(server, ["Ana", "Bruno"]);
      await host.direct("openBetting");
      const { raceId } = await host.until(({ phase }) => phase === "betting");
      const tokens = crowd.sessions.map(({ token }) => token);
      const door = httpDoor(server.url, tokens);
      const witness = intentions(raceId, BETS, tokens.length);
      for (const bet of witness.bets) await witness.insist(door, bet);
      await host.direct("lockBetting");
      const { tick } = await host.until((state) => state.tick > 5);

      await postgres.stop();
      await expectOverloaded(() =>
        callHttp(server.url, {
          method: "POST",
          path: "/bets",
          token: tokens[0],
          headers: { "idempotency-key": "down" },
          body: { raceId, market: "win", selection: [1], stake: "10" },
        }),
      );
      await host.until((state) => state.tick > tick + DOWN_TICKS);
      expect(host.state.phase).to.equal("racing");
      await postgres.ensureRunning();
      await host.until(({ isOfficial }) => isOfficial);
      for (const bet of witness.bets) await witness.insist(door, bet);
      const { dataSource, close } = await lookInto(postgres.url);
      await expectCleanBooks(dataSource);
      const found = await witness.judge(dataSource);
      await close();
      reportFault({ fault: "database down for 30 s in mid-race", injected: 1, ...found });
      host.room.removeAllListeners();
    });
  }

  async function lookInto(databaseUrl: string) {
    const { dataDir, remove } = await makeTestDataDir();
    const { dataSource, close } = await openDatabase({ databaseUrl, dataDir, log: silentLog });
    return {
      dataSource,
      close: async () => {
        await close();
        await remove();
      },
    };
  }
});
