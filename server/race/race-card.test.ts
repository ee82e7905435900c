import { expect } from "chai";
import { simulateRace } from "#common/race/simulate-race.ts";
import { type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { RaceEntity } from "./race-entities.ts";
import { raceSeedOf } from "./race-seed.ts";

describe("the card of a night", () => {
  let night: RaceNight;

  beforeEach(async () => {
    night = await startRaceNight();
  });
  afterEach(() => night.end());

  const codes = async (answers: Promise<{ ok: boolean; refusal?: { code: string } }>[]) =>
    (await Promise.all(answers)).map((answer) => answer.refusal?.code ?? "taken").sort();

  it("does one thing for a host's double tap, in every phase", async () => {
    const { host, tick } = night;
    const twice = ["phase_changed", "taken"];
    const tapTwice = (tap: Parameters<typeof host.direct>[0]) =>
      codes([host.direct(tap), host.direct(tap)]);
    expect(await tapTwice("openBetting")).to.deep.equal(twice);
    tick();
    await host.until(({ phase }) => phase === "betting");
    expect(await tapTwice("pause")).to.deep.equal(twice);
    expect(await tapTwice("resume")).to.deep.equal(twice);
    expect(await tapTwice("lockBetting")).to.deep.equal(twice);
    await night.runUntil(({ isOfficial }) => isOfficial);
    expect(await tapTwice("nextRace")).to.deep.equal(twice);
    tick();
    const next = await host.until(({ raceNumber }) => raceNumber === 2);
    expect(next.phase).to.equal("lobby");
    expect(await codes([host.callOff("rain"), host.callOff("rain")])).to.deep.equal(twice);
  });

  it("hears only the host, and only about the race and phase in front of them", async () => {
    const { raceId } = night.host.state;
    const word = { raceId, expectedPhase: "lobby" } as const;
    const phone = await night.phone("Ana");
    const viewer = await night.test.seat();
    for (const seat of [phone.seat, viewer]) {
      const answer = await seat.request("openBetting", word);
      expect(answer.ok || answer.refusal.code).to.equal("forbidden");
    }
    for (const stale of [
      { ...word, raceId: raceId + 1 },
      { ...word, expectedPhase: "betting" as const },
    ]) {
      const answer = await night.host.request("openBetting", stale);
      expect(answer.ok || answer.refusal.code).to.equal("phase_changed");
    }
  });

  it("stands still while it is paused, also between official and the next race", async () => {
    const { host, clock, tick } = night;
    await night.openBetting();
    clock.advance(20_000);
    await host.direct("pause");
    clock.advance(3_600_000);
    expect((await host.until(({ isPaused }) => isPaused)).phaseEndsAt).to.equal(0);
    await host.direct("resume");
    tick();
    const resumed = await host.until(({ isPaused }) => !isPaused);
    expect(resumed.phase).to.equal("betting");
    expect(resumed.phaseEndsAt - clock.now()).to.be.within(39_900, 40_000);

    await host.direct("lockBetting");
    await night.runUntil(({ isOfficial }) => isOfficial);
    expect(await host.direct("pause")).to.deep.equal({ ok: true, value: {} });
    clock.advance(3_600_000);
    expect((await host.until(({ isPaused }) => isPaused)).isOfficial).to.equal(true);
    expect(await host.direct("resume")).to.deep.equal({ ok: true, value: {} });
    await night.runUntil(({ raceNumber }) => raceNumber === 2);
  });

  it("can't be paused while they run", async () => {
    await night.openBetting();
    await night.host.direct("lockBetting");
    await night.runUntil(({ phase, tick }) => phase === "racing" && tick > 0);
    expect((await night.host.direct("pause")).ok).to.equal(false);
  });

  it("runs by itself for three races with autopilot, bets and all", async () => {
    const ana = await night.phone("Ana");
    const bruno = await night.phone("Bruno");
    await night.host.request("setAutopilot", { isOn: true });
    for (const raceNumber of [1, 2, 3]) {
      await night.runUntil((state) => state.raceNumber === raceNumber && state.phase === "betting");
      const { raceId } = night.host.state;
      expect((await ana.betByHttp({ raceId, stake: "50" })).status).to.equal(201);
      expect((await bruno.betByHttp({ raceId, stake: "50", selection: [2] })).status).to.equal(201);
      const state = await night.runUntil(
        (seen) => seen.raceNumber === raceNumber && seen.isOfficial,
      );
      expect(state.betCount).to.equal(2);
    }
    const wallets = [await ana.wallet(), await bruno.wallet()];
    expect(Number(wallets[0]?.total) + Number(wallets[1]?.total)).to.equal(2_000);
    await night.host.request("setAutopilot", { isOn: false });
    const waiting = await night.runUntil(({ raceNumber }) => raceNumber === 4);
    expect([waiting.phase, waiting.phaseEndsAt]).to.deep.equal(["lobby", 0]);
    const { body } = await night.test.call("GET", "/races?limit=3");
    const races = body.races as { number: number; status: string; order: number[][] }[];
    expect(races.map(({ number, status }) => [number, status])).to.deep.equal([
      [3, "official"],
      [2, "official"],
      [1, "official"],
    ]);
    expect(races.every(({ order }) => order.flat().length === 8)).to.equal(true);
  });

  it("lasts as the host says, from the next phase on", async () => {
    const durations = { lobbyMs: 5_000, bettingMs: 15_000, settlingMs: 7_000 };
    await night.host.request("setDurations", durations);
    const betting = await night.openBetting();
    expect(betting.phaseEndsAt - night.clock.now()).to.be.within(14_900, 15_000);
    const tooShort = await night.host.request("setDurations", { ...durations, bettingMs: 14_999 });
    expect(tooShort.ok || tooShort.refusal.code).to.equal("invalid_input");
    const official = await night.runUntil(({ isOfficial }) => isOfficial);
    const settling = "SELECT (phase_ends_at - finished_at)::int AS ms FROM races WHERE number = 1";
    expect(await night.test.dataSource.query(settling)).to.deep.equal([{ ms: 7_000 }]);
    expect([official.lobbyMs, official.bettingMs, official.settlingMs]).to.deep.equal([
      5_000, 15_000, 7_000,
    ]);
  });

  it("tops a broke player up to the floor, once a day", async () => {
    const ana = await night.phone("Ana");
    const { dataSource } = night.test;
    /** Ana puts all on one runner and nobody has it. */
    async function lose(raceNumber: number) {
      await night.openBetting();
      const { total } = await ana.wallet();
      const raceId = night.host.state.raceId;
      expect((await ana.betByHttp({ raceId, stake: total, selection: [1] })).status).to.equal(201);
      const bruno = await night.phone(`Bruno ${raceNumber}`);
      for (const number of [2, 3, 4, 5, 6, 7, 8]) {
        await bruno.betByHttp({ raceId, selection: [number], stake: "100" });
      }
      await night.host.direct("lockBetting");
      await night.runUntil(({ phase, tick }) => phase === "racing" && tick >= 0);
      // A race that number 1 wins is called off and run again: from the off on it can be known.
      const { winner } = await winnerOf(raceNumber);
      if (winner === 1) await night.host.callOff("number 1 would win");
      await night.runUntil((state) => state.raceNumber === raceNumber + 1);
      return winner !== 1;
    }
    async function winnerOf(raceNumber: number) {
      const row = await dataSource.manager.findOneByOrFail(RaceEntity, { number: raceNumber });
      return { winner: simulateRace(row.card, raceSeedOf(row)).order[0]?.[0] };
    }
    let raceNumber = 1;
    while (!(await lose(raceNumber))) raceNumber += 1;
    expect((await ana.wallet()).total).to.equal("100");
    raceNumber += 1;
    while (!(await lose(raceNumber))) raceNumber += 1;
    expect((await ana.wallet()).total).to.equal("0");
    await dataSource.query("UPDATE top_ups SET day = day - 1");
    await night.host.callOff("a day has passed");
    await night.runUntil((state) => state.raceNumber > raceNumber + 1);
    expect((await ana.wallet()).total).to.equal("100");
  });

  it("shows a late joiner the race that is being run", async () => {
    await night.openBetting();
    await night.host.direct("lockBetting");
    await night.runUntil(({ phase, tick }) => phase === "racing" && tick > 200);
    const late = await night.test.seat();
    const { phase, tick, positions, runners } = late.state;
    expect(phase).to.equal("racing");
    expect(tick).to.be.greaterThan(200);
    expect([...positions]).to.have.length(8);
    expect(Math.min(...positions)).to.be.greaterThan(0);
    expect(runners.size).to.equal(8);
    const snapshot = await late.request("getSnapshot", {});
    if (!snapshot.ok) throw new Error(snapshot.refusal.code);
    expect(snapshot.value.state.positions).to.deep.equal([...positions]);
    expect(snapshot.value.stateVersion).to.equal(late.state.stateVersion);
  });

  it("leaves every player a statement that adds up", async () => {
    const ana = await night.phone("Ana");
    await night.openBetting();
    const taken = await ana.bet({ stake: "40" });
    await ana.bet({ stake: "60", selection: [2] });
    await ana.bet({ stake: "60", selection: [2], market: "place" });
    if (taken.ok) await ana.seat.request("cancelBet", { betId: taken.value.bet.id });
    await night.host.direct("lockBetting");
    await night.runUntil(({ isOfficial }) => isOfficial);
    const { token } = ana.session;
    const path = "/wallet/me/statement?limit=100";
    const { body } = await night.test.call("GET", path, { token });
    const entries = body.entries as Record<"amount" | "lockedAmount" | "totalAfter", string>[];
    const sum = (key: "amount" | "lockedAmount") =>
      entries.reduce((total, entry) => total + Number(entry[key]), 0);
    const { total, locked } = await ana.wallet();
    expect([sum("amount"), sum("lockedAmount")]).to.deep.equal([Number(total), Number(locked)]);
    expect(entries[0]?.totalAfter).to.equal(total);
    for (const [index, entry] of entries.entries()) {
      const before = Number(entries[index + 1]?.totalAfter ?? 0);
      expect(Number(entry.totalAfter)).to.equal(before + Number(entry.amount));
    }
  });
});
