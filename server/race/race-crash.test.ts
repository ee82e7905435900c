import { expect } from "chai";
import type { DataSource } from "typeorm";
import type { RaceState } from "#common/race/race-state.ts";
import type { HttpAnswer } from "#server/testing/call-http.ts";
import { type Crowd, joinCrowd, seatHost } from "#server/testing/crowd.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import {
  killLeftovers,
  openEmbedded,
  type ServerProcess,
  startServerProcess,
} from "#server/testing/server-process.ts";
import { makeTestDataDir, type TestDataDir } from "#server/testing/test-postgres.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

/** One night on one data folder, in the course of which the server is killed in every phase. */
describe("a server killed with -9", function () {
  this.timeout(60_000);
  const environment = {
    BETTING_SECONDS: "5",
    GATES_SECONDS: "4",
    FIELD_SIZE: "5",
    LEASE_SECONDS: "6",
    SETTLING_SECONDS: "120",
  };
  let data: TestDataDir;
  let server: ServerProcess;
  let database: DataSource;
  let host: TestSeat;
  let crowd: Crowd;
  let lobby: { lobbyCode: string; roomId: string };

  before(async () => {
    data = await makeTestDataDir();
    await start();
    crowd = await joinCrowd(server, ["Ana", "Bruno", "Carla"]);
    lobby = { lobbyCode: host.state.lobbyCode, roomId: host.room.roomId };
  });
  after(async () => {
    await killLeftovers();
    if (database?.isInitialized) await database.destroy();
    await data.remove();
  });
  afterEach(() => expectCleanBooks(database));

  /** Starts the server on what the last one left, and looks into its database. */
  async function start() {
    server = startServerProcess(data.dataDir, environment);
    await server.opened;
    if (!database?.isInitialized) database = await openEmbedded(data.dataDir);
    host = await seatHost(server);
  }

  async function crash(whileDown: () => Promise<unknown> = async () => undefined) {
    host.room.removeAllListeners();
    await server.kill();
    await whileDown();
    await start();
    expect({ lobbyCode: host.state.lobbyCode, roomId: host.room.roomId }).to.deep.equal(lobby);
  }

  /** What a crash may not change. */
  const sameRace = ({ raceId, commitment, raceNumber, title, winPool, placePool }: RaceState) => ({
    raceId,
    commitment,
    raceNumber,
    title,
    winPool,
    placePool,
  });

  /** Makes the last heartbeat older than it was. */
  const backdate = (ms: number) =>
    database.query("UPDATE durable_rooms SET heartbeat_ms = heartbeat_ms - $1::bigint", [ms]);

  /** Holds every wallet while `act` runs, so that nothing which pays can come to its end. */
  async function whileWalletsAreHeld(act: () => Promise<unknown>) {
    const runner = database.createQueryRunner();
    await runner.startTransaction();
    await runner.query("SELECT * FROM wallets FOR UPDATE");
    await act();
    await runner.rollbackTransaction();
    await runner.release();
  }

  /** Resolves once a statement on the wallets waits for them. */
  async function someoneWaitsToPay() {
    for (;;) {
      const rows: unknown[] = await database.query(
        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
      );
      if (rows.length > 0) return;
    }
  }

  const totals = async () => (await crowd.wallets(server)).map(({ total }) => Number(total));
  const sumOf = (figures: number[]) => figures.reduce((sum, figure) => sum + figure, 0);

  it("in the lobby keeps the lobby, its race and its players", async () => {
    const before = sameRace(host.state);
    await crash();
    expect(host.state.phase).to.equal("lobby");
    expect(sameRace(host.state)).to.deep.equal(before);
    expect(host.state.roomEpoch).to.equal(2);
    expect(await totals()).to.deep.equal([1_000, 1_000, 1_000]);
  });

  it("under a stream of bets keeps every answered bet once, and answers retries as at first", async () => {
    await host.direct("openBetting");
    const { raceId } = await host.until(({ phase }) => phase === "betting");
    const betting = crowd.betUntilItDies(server, raceId);
    await host.until(({ betCount }) => betCount >= 30);
    await crash();
    await betting;
    expect(host.state.phase).to.equal("betting");
    expect(host.state.phaseEndsAt - host.state.serverTimeMs).to.be.within(13_000, 15_000);

    const retried = await Promise.all(crowd.sent.map((bet) => crowd.send(server, bet)));
    const ids = new Set<string>();
    for (const [index, { answer }] of crowd.sent.entries()) {
      const again = retried[index] as HttpAnswer;
      if (answer !== undefined) expect(again.text).to.equal(answer.text);
      expect(again.status).to.equal(201);
      ids.add((again.body.bet as { id: string }).id);
    }
    expect(ids.size).to.equal(crowd.sent.length);
    const stored: { id: string }[] = await database.query("SELECT id::text FROM bets");
    expect(new Set(stored.map(({ id }) => id))).to.deep.equal(ids);
    await host.until(({ betCount }) => betCount === ids.size);
    const locked = (await crowd.wallets(server)).map((wallet) => Number(wallet.locked));
    expect(sumOf(locked)).to.equal(10 * ids.size);
  });

  it("at the gates goes on to the race it was going to run", async () => {
    await host.direct("lockBetting");
    await host.until(({ phase }) => phase === "racing");
    const before = sameRace(host.state);
    await crash();
    expect(host.state.phase).to.equal("racing");
    expect(sameRace(host.state)).to.deep.equal(before);
    const [bet] = crowd.sent;
    const late = await crowd.send(server, { ...(bet as typeof bet & object), key: "late" });
    expect(late.body.code).to.equal("betting_closed");
  });

  it("in mid-race goes on where the race stood", async () => {
    await host.until(({ tick }) => tick > 20);
    const before = { ...sameRace(host.state), tick: host.state.tick };
    await crash();
    expect(host.state.phase).to.equal("racing");
    expect(sameRace(host.state)).to.deep.include({ raceId: before.raceId });
    // Back to the last heartbeat at most; the time away is not run.
    expect(host.state.tick).to.be.within(before.tick - 60, before.tick + 40);
    await host.until(({ tick }) => tick > before.tick + 41);
  });

  it("at the settlement pays once, after a night in which nobody watched", async () => {
    host.room.removeAllListeners();
    await server.kill();
    await backdate(60_000);
    await whileWalletsAreHeld(async () => {
      server = startServerProcess(data.dataDir, environment);
      await someoneWaitsToPay();
      await server.kill();
    });
    expect(await database.query("SELECT status FROM races")).to.deep.equal([
      { status: "settling" },
    ]);
    await start();
    await host.until(({ isOfficial }) => isOfficial);
    expect(host.state.serverSeed).to.match(/^[0-9a-f]{64}$/);
    const afterPayout = await totals();
    const settled: { house: string }[] = await database.query(
      `SELECT coalesce(sum(amount), 0)::text AS house FROM postings
       WHERE account = 'house:chips' AND kind IN ('race_settled', 'race_refunded')`,
    );
    expect(sumOf(afterPayout) + Number(settled[0]?.house)).to.equal(3_000);
    const runners = host.state.runners.toJSON();
    await crash();
    expect(host.state.isOfficial).to.equal(true);
    expect(host.state.runners.toJSON()).to.deep.equal(runners);
    expect(await totals()).to.deep.equal(afterPayout);
  });

  it("in the middle of a void, and right after it, gives everything back once", async () => {
    const atFirst = await totals();
    await host.direct("nextRace");
    await host.until(({ raceNumber }) => raceNumber === 2);
    await host.direct("openBetting");
    const { raceId } = await host.until(({ phase }) => phase === "betting");
    const bet = { raceId, market: "win", selection: [2], stake: "10" };
    for (const phone of [0, 1, 2]) {
      const { status } = await crowd.send(server, { phone, key: `void-${phone}`, input: bet });
      expect(status).to.equal(201);
    }
    await whileWalletsAreHeld(async () => {
      void host.callOff("power cut").catch(() => undefined);
      await someoneWaitsToPay();
      host.room.removeAllListeners();
      await server.kill();
    });
    await start();
    expect([host.state.phase, host.state.winPool]).to.deep.equal(["betting", "30"]);
    expect((await host.callOff("power cut")).ok).to.equal(true);
    await crash();
    expect([host.state.phase, host.state.voidReason]).to.deep.equal(["void", "power cut"]);
    expect(await totals()).to.deep.equal(atFirst);
    expect((await crowd.wallets(server)).map(({ locked }) => locked)).to.deep.equal([
      "0",
      "0",
      "0",
    ]);
  });
});
