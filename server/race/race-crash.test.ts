import { expect } from "chai";
import type { RaceState } from "#common/race/race-state.ts";
import type { HttpAnswer } from "#server/testing/call-http.ts";
import { type Crowd, joinCrowd } from "#server/testing/crowd.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { type FaultNight, startFaultNight } from "#server/testing/fault-night.ts";
import { untilSomeoneWaits } from "#server/testing/until-someone-waits.ts";

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
  let night: FaultNight;
  let crowd: Crowd;
  let lobby: { lobbyCode: string; roomId: string };

  const readLobby = () => ({
    lobbyCode: night.host.state.lobbyCode,
    roomId: night.host.room.roomId,
  });

  before(async () => {
    night = await startFaultNight(environment);
    crowd = await joinCrowd(night.server, ["Ana", "Bruno", "Carla"]);
    lobby = readLobby();
  });
  after(() => night.end());
  afterEach(() => expectCleanBooks(night.database));

  async function crash() {
    await night.kill("app");
    await night.start();
    expect(readLobby()).to.deep.equal(lobby);
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
    night.database.query("UPDATE durable_rooms SET heartbeat_ms = heartbeat_ms - $1::bigint", [ms]);

  /** Holds every wallet while `act` runs, so that nothing which pays can come to its end. */
  async function whileWalletsAreHeld(act: () => Promise<unknown>) {
    const runner = night.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query("SELECT * FROM wallets FOR UPDATE");
    await act();
    await runner.rollbackTransaction();
    await runner.release();
  }

  const totals = async () => (await crowd.wallets(night.server)).map(({ total }) => Number(total));
  const sumOf = (figures: number[]) => figures.reduce((sum, figure) => sum + figure, 0);

  it("in the lobby keeps the lobby, its race and its players", async () => {
    const before = sameRace(night.host.state);
    await crash();
    expect(night.host.state.phase).to.equal("lobby");
    expect(sameRace(night.host.state)).to.deep.equal(before);
    expect(night.host.state.roomEpoch).to.equal(2);
    expect(await totals()).to.deep.equal([1_000, 1_000, 1_000]);
  });

  it("under a stream of bets keeps every answered bet once, and answers retries as at first", async () => {
    await night.host.direct("openBetting");
    const { raceId } = await night.host.until(({ phase }) => phase === "betting");
    const betting = crowd.betUntilItDies(night.server, raceId);
    await night.host.until(({ betCount }) => betCount >= 30);
    await crash();
    await betting;
    expect(night.host.state.phase).to.equal("betting");
    expect(night.host.state.phaseEndsAt - night.host.state.serverTimeMs).to.be.within(
      13_000,
      15_000,
    );

    const retried = await Promise.all(crowd.sent.map((bet) => crowd.send(night.server, bet)));
    const ids = new Set<string>();
    for (const [index, { answer }] of crowd.sent.entries()) {
      const again = retried[index] as HttpAnswer;
      if (answer !== undefined) expect(again.text).to.equal(answer.text);
      expect(again.status).to.equal(201);
      ids.add((again.body.bet as { id: string }).id);
    }
    expect(ids.size).to.equal(crowd.sent.length);
    const stored: { id: string }[] = await night.database.query("SELECT id::text FROM bets");
    expect(new Set(stored.map(({ id }) => id))).to.deep.equal(ids);
    await night.host.until(({ betCount }) => betCount === ids.size);
    const locked = (await crowd.wallets(night.server)).map((wallet) => Number(wallet.locked));
    expect(sumOf(locked)).to.equal(10 * ids.size);
  });

  it("at the gates goes on to the race it was going to run", async () => {
    await night.host.direct("lockBetting");
    await night.host.until(({ phase }) => phase === "racing");
    const before = sameRace(night.host.state);
    await crash();
    expect(night.host.state.phase).to.equal("racing");
    expect(sameRace(night.host.state)).to.deep.equal(before);
    const [bet] = crowd.sent;
    const late = await crowd.send(night.server, { ...(bet as typeof bet & object), key: "late" });
    expect(late.body.code).to.equal("betting_closed");
  });

  it("in mid-race goes on where the race stood", async () => {
    await night.host.until(({ tick }) => tick > 20);
    const before = { ...sameRace(night.host.state), tick: night.host.state.tick };
    await crash();
    expect(night.host.state.phase).to.equal("racing");
    expect(sameRace(night.host.state)).to.deep.include({ raceId: before.raceId });
    // Back to the last heartbeat at most; the time away is not run.
    expect(night.host.state.tick).to.be.within(before.tick - 60, before.tick + 40);
    await night.host.until(({ tick }) => tick > before.tick + 41);
  });

  it("at the settlement pays once, after a night in which nobody watched", async () => {
    await night.kill("app");
    await backdate(60_000);
    await whileWalletsAreHeld(async () => {
      night.launch();
      await untilSomeoneWaits(night.database);
      await night.kill("app");
    });
    expect(await night.database.query("SELECT status FROM races")).to.deep.equal([
      { status: "settling" },
    ]);
    await night.start();
    await night.host.until(({ isOfficial }) => isOfficial);
    expect(night.host.state.serverSeed).to.match(/^[0-9a-f]{64}$/);
    const afterPayout = await totals();
    const settled: { house: string }[] = await night.database.query(
      `SELECT coalesce(sum(amount), 0)::text AS house FROM postings
       WHERE account = 'house:chips' AND kind IN ('race_settled', 'race_refunded')`,
    );
    expect(sumOf(afterPayout) + Number(settled[0]?.house)).to.equal(3_000);
    const runners = night.host.state.runners.toJSON();
    await crash();
    expect(night.host.state.isOfficial).to.equal(true);
    expect(night.host.state.runners.toJSON()).to.deep.equal(runners);
    expect(await totals()).to.deep.equal(afterPayout);
  });

  it("in the middle of a void, and right after it, gives everything back once", async () => {
    const atFirst = await totals();
    await night.host.direct("nextRace");
    await night.host.until(({ raceNumber }) => raceNumber === 2);
    await night.host.direct("openBetting");
    const { raceId } = await night.host.until(({ phase }) => phase === "betting");
    const bet = { raceId, market: "win", selection: [2], stake: "10" };
    for (const phone of [0, 1, 2]) {
      const { status } = await crowd.send(night.server, {
        phone,
        key: `void-${phone}`,
        input: bet,
      });
      expect(status).to.equal(201);
    }
    await whileWalletsAreHeld(async () => {
      void night.host.callOff("power cut").catch(() => undefined);
      await untilSomeoneWaits(night.database);
      await night.kill("app");
    });
    await night.start();
    expect([night.host.state.phase, night.host.state.winPool]).to.deep.equal(["betting", "30"]);
    expect((await night.host.callOff("power cut")).ok).to.equal(true);
    await crash();
    expect([night.host.state.phase, night.host.state.voidReason]).to.deep.equal([
      "void",
      "power cut",
    ]);
    expect(await totals()).to.deep.equal(atFirst);
    expect((await crowd.wallets(night.server)).map(({ locked }) => locked)).to.deep.equal([
      "0",
      "0",
      "0",
    ]);
  });
});
