import { expect } from "chai";
import { type BetWitness, httpDoor, makeBetWitness } from "#server/testing/bet-witness.ts";
import { type Crowd, joinCrowd, seatHost } from "#server/testing/crowd.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import {
  killLeftovers,
  type ServerProcess,
  startServerProcess,
} from "#server/testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { makeTestDataDir, type TestDataDir } from "#server/testing/test-postgres.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

const HOUR_MS = 3_600_000;
const BETTING_MS = 20_000;
/** Betting is given back what passed since the last one, which may be older than its opening. */
const HEARTBEAT_MS = 3_000;
const JUMPING_DATE = import.meta.resolve("../testing/jumping-date.ts");

/** T11: the wall clock is read once; what it does later moves no window and no order. */
describe("a wall clock that jumps by an hour", function () {
  this.timeout(atScale(60_000, 900_000));
  let database: TestDatabase;
  let folder: TestDataDir;
  let server: ServerProcess;
  let host: TestSeat;
  let crowd: Crowd;
  let witness: BetWitness;
  let jumps: number;

  before(async () => {
    database = await createTestDatabase();
    folder = await makeTestDataDir();
    await start(0);
    crowd = await joinCrowd(server, ["Ana", "Bruno"]);
    await host.direct("openBetting");
    await host.until(({ phase }) => phase === "betting");
    witness = makeBetWitness();
    jumps = 0;
  });
  after(async () => {
    await killLeftovers();
    await database.drop();
    await folder.remove();
  });

  async function start(offMs: number): Promise<void> {
    server = startServerProcess(folder.dataDir, {
      DATABASE_URL: database.url,
      BETTING_SECONDS: String(BETTING_MS / 1_000),
      LEASE_SECONDS: "3",
      NODE_OPTIONS: `--import=${JUMPING_DATE}`,
      DATE_STARTS_OFF_MS: String(offMs),
    });
    await server.opened;
    host = await seatHost(server);
  }

  async function betAndRetry(): Promise<void> {
    const { raceId } = host.state;
    const door = httpDoor(
      server.url,
      crowd.sessions.map(({ token }) => token),
    );
    for (const phone of [0, 1]) {
      const input = { raceId, market: "win", selection: [2], stake: "10" };
      await witness.insist(door, witness.intend(phone, input));
    }
    for (const bet of witness.bets) await witness.insist(door, bet);
  }

  /** Sends the signal and waits until the server has said that its clock has jumped. */
  async function jump(toMs: number): Promise<void> {
    server.signal("SIGUSR2");
    jumps += 1;
    while (!server.said().includes(`jumped to ${toMs}`)) await host.request("getSnapshot", {});
  }

  it("moves no betting window, no key and no order of the ledger", async () => {
    const { phaseEndsAt } = host.state;
    for (const offMs of [HOUR_MS, -HOUR_MS]) {
      await betAndRetry();
      await jump(offMs);
      await betAndRetry();
      const { state } = host;
      expect([state.phase, state.phaseEndsAt]).to.deep.equal(["betting", phaseEndsAt]);
      const left = phaseEndsAt - state.serverTimeMs;
      expect(left).to.be.within(0, BETTING_MS);
    }
  });

  it("by which a restart finds it wrong costs betting no second and no bet", async () => {
    for (const offMs of [HOUR_MS, -HOUR_MS]) {
      const { raceId } = host.state;
      await server.kill();
      host.room.removeAllListeners();
      jumps += 1;
      await start(offMs);
      const { state } = host;
      expect([state.phase, state.raceId]).to.deep.equal(["betting", raceId]);
      expect(state.phaseEndsAt - state.serverTimeMs).to.be.within(
        13_000,
        BETTING_MS + HEARTBEAT_MS,
      );
      await betAndRetry();
    }
  });

  it("leaves clean books, every bet once", async () => {
    await expectCleanBooks(database.dataSource);
    const found = await witness.judge(database.dataSource);
    expect(found.acknowledged).to.equal(witness.bets.length);
    reportFault({ fault: "wall clock jumps by an hour", injected: jumps, ...found });
  });
});
