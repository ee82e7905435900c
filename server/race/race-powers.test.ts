import { expect } from "chai";
import type { CastWire } from "#common/race/power-contract.ts";
import { effectBits } from "#common/race/powers.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { createTestDatabase } from "#server/testing/test-database.ts";

type CastBody = { cast: CastWire; code?: string };

describe("powers in a race everyone watches", () => {
  let night: RaceNight;
  let ana: Phone;
  let bruno: Phone;

  async function begin(
    environment: Record<string, string> = {},
    options: Parameters<typeof startRaceNight>[0] = {},
  ) {
    night = await startRaceNight({ ...options, environment });
    ana = await night.phone("Ana");
    bruno = await night.phone("Bruno");
    await night.openBetting();
    await night.host.direct("lockBetting");
    await night.runUntil(({ phase, tick }) => phase === "racing" && tick > 0);
  }
  afterEach(() => night.end());

  const order = (changes: object = {}) => ({
    raceId: night.host.state.raceId,
    power: "boost",
    target: 1,
    ...changes,
  });
  const castByHttp = (phone: Phone, key: string, changes: object = {}) =>
    night.test.call("POST", "/powers/cast", {
      token: phone.session.token,
      body: order(changes),
      headers: { "idempotency-key": key },
    });
  const castInRoom = (phone: Phone, key: string, changes: object = {}) =>
    phone.seat.request("castPower", { key, ...order(changes) });
  const effects = (state: RaceState, runner: number) => state.runners.get(String(runner))?.effects;

  function hear(phone: Phone, event: string): Promise<Record<string, unknown>> {
    return new Promise((resolve) => {
      phone.seat.room.onMessage(event, resolve);
    });
  }

  /** Ticks one by one until the host's picture fits. */
  async function tickUntil(fits: (state: RaceState) => boolean) {
    while (!fits(night.host.state)) {
      night.tick();
      await night.host.request("getSnapshot", {});
    }
  }

  async function castsOf(phone: Phone): Promise<CastWire[]> {
    const mine = await phone.seat.request("readMine", {});
    return mine.ok ? mine.value.casts : [];
  }

  it("are one cast under one key, through whichever door it comes, and everyone hears of it once", async () => {
    await begin();
    const heard = hear(bruno, "powerCast");
    const first = await castByHttp(ana, "once");
    expect(first.status).to.equal(201);
    const again = await castInRoom(ana, "once");
    expect(again.ok && again.value).to.deep.equal(first.body);
    const replay = await castByHttp(ana, "once");
    expect(replay.headers.get("idempotency-replayed")).to.equal("true");
    const { cast } = first.body as CastBody;
    expect(await heard).to.deep.equal({
      name: "Ana",
      power: "boost",
      target: 1,
      tick: cast.tick,
      cost: "60",
    });
    expect((await ana.wallet()).locked).to.equal("60");
    const { body } = await night.test.call("GET", `/bets/me?raceId=${cast.raceId}`, {
      token: ana.session.token,
    });
    expect(body.casts).to.deep.equal([cast]);
  });

  it("are seen at work, and what can't work goes back with a reason", async () => {
    await begin();
    const released = hear(bruno, "powerReleased");
    await castInRoom(ana, "works");
    await castInRoom(bruno, "late");
    await tickUntil((state) => effects(state, 1) === effectBits.boost);
    expect(await released).to.deep.equal({ power: "boost", target: 1, reason: "already_active" });
    expect((await castsOf(bruno))[0]).to.include({ status: "released", reason: "already_active" });
    expect((await bruno.wallet()).available).to.equal("1000");
    await tickUntil((state) => effects(state, 1) === 0);
    expect(await ana.wallet()).to.include({ total: "940", locked: "0" });
  });

  it("are over for the race when the host stops them; one that was taken still works", async () => {
    await begin();
    await castInRoom(ana, "before");
    const stopped = await night.host.request("stopPowers", { raceId: night.host.state.raceId });
    expect(stopped.ok).to.equal(true);
    await tickUntil((state) => !state.arePowersOpen);
    const refused = await castInRoom(bruno, "after");
    expect(refused.ok || refused.refusal.code).to.equal("powers_closed");
    await tickUntil((state) => effects(state, 1) === effectBits.boost);
    const official = await night.runUntil(({ isOfficial }) => isOfficial);
    expect(official.isOfficial).to.equal(true);
    expect((await castsOf(ana))[0]?.status).to.equal("captured");
  });

  it("come back when the race is called off, captured and held alike", async () => {
    await begin();
    await castInRoom(ana, "works");
    await tickUntil((state) => effects(state, 1) === effectBits.boost);
    await castInRoom(bruno, "held", { target: 2 });
    expect((await night.host.callOff("power cut")).ok).to.equal(true);
    for (const phone of [ana, bruno]) {
      expect(await phone.wallet()).to.include({ total: "1000", locked: "0" });
      expect((await castsOf(phone))[0]?.status).to.equal("refunded");
    }
  });

  it("are closed at the lights and past 80 %, and a host casts none", async () => {
    night = await startRaceNight();
    ana = await night.phone("Ana");
    await night.openBetting();
    const codes: unknown[] = [(await castByHttp(ana, "betting")).body.code];
    await night.host.direct("lockBetting");
    night.tick();
    await night.host.until(({ phase }) => phase === "racing");
    expect(night.host.state.tick).to.be.below(0);
    codes.push((await castByHttp(ana, "lights")).body.code);
    await night.runUntil(({ tick }) => tick > 0);
    expect(night.host.state.arePowersOpen).to.equal(true);
    const ofHost = await night.host.request("castPower", { key: "host", ...order() });
    codes.push(ofHost.ok || ofHost.refusal.code);
    await night.runUntil(({ tick, arePowersOpen }) => tick > 400 && !arePowersOpen);
    codes.push((await castByHttp(ana, "home")).body.code);
    expect(codes).to.deep.equal(["powers_closed", "powers_closed", "forbidden", "powers_closed"]);
  });

  it("are not there when the house has switched them off", async () => {
    await begin({ POWERS: "false" });
    expect(night.host.state.arePowersOpen).to.equal(false);
    expect((await castByHttp(ana, "off")).body.code).to.equal("powers_closed");
  });

  it("call the race off when nobody can tell for five seconds whether one was taken", async () => {
    const database = await createTestDatabase();
    const cut = await cutAtCommit(database.url);
    const drop = async () => {
      await cut.close();
      await database.drop();
    };
    const lossy = { ...database, dataSource: cut.dataSource, drop };
    await begin({ LOG_LEVEL: "silent" }, { database: lossy });
    cut.hangUpAfterCommit();
    const answer = castInRoom(ana, "lost");
    let stored: { tick: number }[] = [];
    while (stored.length === 0) {
      stored = await database.dataSource.query("SELECT tick FROM race_inputs");
    }
    for (let ticks = 0; ticks < 99; ticks += 1) night.tick();
    await night.host.request("getSnapshot", {});
    expect([night.host.state.phase, night.host.state.tick]).to.deep.equal([
      "racing",
      stored[0]?.tick,
    ]);
    for (let ticks = 0; ticks < 20; ticks += 1) night.tick();
    cut.takeCalls();
    const { voidReason } = await night.runUntil(({ phase }) => phase === "void");
    expect(voidReason).to.equal("A power could not be confirmed in time.");
    expect((await answer).ok).to.equal(true);
    expect((await castsOf(ana))[0]?.status).to.equal("refunded");
    expect(await ana.wallet()).to.include({ total: "1000", locked: "0" });
    await database.dataSource.destroy();
  });
});
