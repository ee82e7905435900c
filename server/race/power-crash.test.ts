import { expect } from "chai";
import { simulateRace } from "#common/race/simulate-race.ts";
import { callHttp } from "#server/testing/call-http.ts";
import { type Crowd, joinCrowd } from "#server/testing/crowd.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { type FaultNight, startFaultNight } from "#server/testing/fault-night.ts";
import { RaceEntity, type RaceInputRow, RaceResultEntity } from "./race-entities.ts";
import { raceSeedOf } from "./race-seed.ts";
import { readRaceInputs } from "./read-casts.ts";

/** One race with powers, in the course of which the server is killed twice. */
describe("a server killed with -9 in a race with powers", function () {
  this.timeout(60_000);
  const environment = {
    BETTING_SECONDS: "5",
    GATES_SECONDS: "1",
    FIELD_SIZE: "5",
    LEASE_SECONDS: "6",
    SETTLING_SECONDS: "120",
  };
  let night: FaultNight;
  let crowd: Crowd;
  let raceId: number;

  before(async () => {
    night = await startFaultNight(environment);
    crowd = await joinCrowd(night.server, ["Ana", "Bruno", "Carla"]);
    await night.host.direct("openBetting");
    ({ raceId } = await night.host.until(({ phase }) => phase === "betting"));
    await night.host.direct("lockBetting");
    await night.host.until(({ tick }) => tick > 5);
  });
  after(() => night.end());
  afterEach(() => expectCleanBooks(night.database));

  const sent: { phone: number; key: string; power: string; target: number; text: string }[] = [];

  async function send(cast: Omit<(typeof sent)[number], "text">) {
    const { phone, key, power, target } = cast;
    return callHttp(night.server.url, {
      method: "POST",
      path: "/powers/cast",
      token: crowd.sessions[phone]?.token as string,
      headers: { "idempotency-key": key },
      body: { raceId, power, target },
    });
  }

  async function castAll(round: string, powers: readonly string[]) {
    for (const [index, power] of powers.entries()) {
      const cast = { phone: index % 3, key: `${round}-${index}`, power, target: 1 + (index % 2) };
      const { status, text } = await send(cast);
      expect(status, text).to.equal(201);
      sent.push({ ...cast, text });
    }
  }

  const rows = (): Promise<Pick<RaceInputRow, "seq" | "tick" | "status" | "reason">[]> =>
    night.database.query("SELECT seq, tick, status, reason FROM race_inputs ORDER BY seq");

  /** Nothing that a power has earned can be written while `act` runs. */
  async function whileHouseIsHeld<Value>(act: () => Promise<Value>): Promise<Value> {
    const runner = night.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query("SELECT 1 FROM accounts WHERE name = 'house:chips' FOR UPDATE");
    const value = await act();
    await runner.rollbackTransaction();
    await runner.release();
    return value;
  }

  it("keeps every answered cast, and goes on with the race they belong to", async () => {
    await castAll("first", ["boost", "boost", "slow", "shield"]);
    await night.host.until(({ tick }) => tick > 40);
    const stored = await whileHouseIsHeld(async () => {
      await castAll("second", ["slow", "slow", "boost"]);
      await night.kill("app");
      return rows();
    });
    expect(stored.slice(4).every(({ status }) => status === "held")).to.equal(true);
    await night.start();
    expect(night.host.state.phase).to.equal("racing");
    expect((await rows()).map(({ seq, tick }) => [seq, tick])).to.deep.equal(
      stored.map(({ seq, tick }) => [seq, tick]),
    );
    for (const { text, ...cast } of sent) expect((await send(cast)).text).to.equal(text);
  });

  it("takes no more casts: what was seen before the crash is run again", async () => {
    const late = { phone: 0, key: "late", power: "shield", target: 1 };
    const lastTick = Math.max(...(await rows()).map(({ tick }) => tick));
    for (const tick of [0, lastTick + 20]) {
      await night.host.until((state) => state.tick > tick);
      expect(night.host.state.arePowersOpen).to.equal(false);
      const { status, text } = await send(late);
      expect([status, text])
        .to.deep.include(409)
        .and.to.satisfy(() => text.includes("powers_closed"));
    }
    expect(await rows()).to.have.length(7);
  });

  it("finishes unseen the race that its inputs decide, and leaves no cast held", async () => {
    await night.kill("app");
    await night.database.query("UPDATE durable_rooms SET heartbeat_ms = heartbeat_ms - 60000");
    await night.start();
    await night.host.until(({ isOfficial }) => isOfficial);
    const row = await night.database.manager.findOneByOrFail(RaceEntity, { id: raceId });
    const result = await night.database.manager.findOneByOrFail(RaceResultEntity, { raceId });
    const inputs = await readRaceInputs(night.database, raceId);
    const { order, finishTimesMs, casts } = simulateRace(row.card, raceSeedOf(row), inputs);
    expect(result).to.deep.include({ finishOrder: order, finishTimesMs });
    expect(
      (await rows()).map(({ seq, status, reason }) => ({ seq, status, reason })),
    ).to.deep.equal(
      casts.map(({ seq, isApplied, reason }) => ({
        seq,
        status: isApplied ? "captured" : "released",
        reason,
      })),
    );
    const costs: Record<string, number> = { boost: 60, slow: 60, shield: 40 };
    const captured = casts.flatMap(({ seq, isApplied }) => (isApplied ? [seq] : []));
    const spent = captured.reduce(
      (sum, seq) => sum + (costs[inputs[seq - 1]?.power ?? ""] ?? 0),
      0,
    );
    const wallets = await crowd.wallets(night.server);
    expect(wallets.reduce((sum, { total }) => sum + Number(total), 0)).to.equal(3_000 - spent);
    expect(wallets.map(({ locked }) => locked)).to.deep.equal(["0", "0", "0"]);
  });
});
