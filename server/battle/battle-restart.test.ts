import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { type BattleEvents, makeBattleEvents } from "#server/testing/battle-events.ts";
import {
  type BattleNight,
  type BattleNightOptions,
  startBattleNight,
} from "#server/testing/battle-night.ts";
import { shownScores, storedScores } from "#server/testing/battle-sums.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";

describe("a stage whose server was killed", () => {
  let database: TestDatabase;
  let night: BattleNight;
  let live: BattleEvents;
  let owner: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    owner = randomUUID();
  });
  afterEach(async () => {
    await night.crash();
    await database.drop();
  });

  async function open(options: BattleNightOptions = {}) {
    night = await startBattleNight({ ...options, database, owner });
    live = makeBattleEvents(night.clock);
    await night.live.connect();
  }

  async function fight(options: BattleNightOptions = {}) {
    await open(options);
    const battleId = await night.start();
    await night.live.give([
      live.says("1", "Turkey"),
      live.says("2", "Saudi Arabia"),
      live.gift("1", { unitValue: 5 }),
    ]);
    await night.settle();
    return battleId;
  }

  /** Dies, is away for a while after its last heartbeat, and comes back. */
  async function comeBack(awayMs: number, options: BattleNightOptions = {}) {
    const before = night.state.toJSON() as Record<string, unknown>;
    const diedAt = night.clock.now();
    await night.crash();
    await database.dataSource.query("UPDATE durable_rooms SET heartbeat_ms = $1", [diedAt]);
    await open({ startsAt: diedAt + awayMs, ...options });
    return before;
  }

  it("goes on with its battle, its score and the time it lost", async () => {
    const battleId = await fight();
    await night.live.giveUntold([live.gift("2", { unitValue: 9 })]);
    const before = await comeBack(7_000);
    expect(night.state.phase).to.equal("running");
    expect(night.state.battleId).to.equal(battleId);
    expect(night.state.endsAtMs).to.equal((before.endsAtMs as number) + 7_000);
    expect(night.state.extendedMs).to.equal(7_000);
    expect(night.state.roomEpoch).to.be.greaterThan(before.roomEpoch as number);
    expect(shownScores(night.state)).to.deep.equal({ TR: 5, SA: 9 });
    expect(shownScores(night.state)).to.deep.equal(
      await storedScores(database.dataSource, battleId),
    );
    expect(night.state.sides.get("SA")?.topGifters[0]?.points).to.equal(9);
    // Allegiances live in the session, which goes on.
    await night.live.give([live.gift("1")]);
    await night.settle();
    expect(shownScores(night.state)).to.deep.equal({ TR: 6, SA: 9 });
    await night.runUntil((state) => state.phase === "finished");
    expect(night.state.winner).to.equal("SA");
  });

  it("gives back 60 s in all, and ends at once what ended in the dark", async () => {
    await fight();
    const before = await comeBack(45_000);
    const second = await comeBack(45_000);
    expect(night.state.extendedMs).to.equal(60_000);
    expect(night.state.endsAtMs).to.equal((before.endsAtMs as number) + 60_000);
    expect(second.extendedMs).to.equal(45_000);
    await comeBack(600_000);
    expect(night.state.extendedMs).to.equal(60_000);
    await night.runUntil((state) => state.phase === "finished", 100);
    expect(night.state.winner).to.equal("TR");
    const stats = await database.dataSource.query("SELECT wins, battles FROM country_stats");
    expect(stats).to.have.length(2);
  });

  it("measures what was given before the absence by the end of that time", async () => {
    const final = { when: "final", lastsMs: 10_000, factor: 3 } as const;
    await fight({ settings: { multipliers: [final] } });
    await night.runTo(night.state.endsAtMs - 9_000);
    const given = night.clock.now();
    await night.runTo(given + 1_000);
    await comeBack(20_000);
    await night.live.give([
      live.gift("1", { unitValue: 100, at: given }),
      live.gift("2", { unitValue: 100, at: given + 10_000 }),
    ]);
    await night.settle();
    expect(shownScores(night.state)).to.deep.equal({ TR: 305, SA: 100 });
  });

  it("stays in its sudden death", async () => {
    await fight();
    await night.live.give([live.gift("2", { unitValue: 5 })]);
    const { endsAtMs } = await night.runUntil((state) => state.phase === "sudden_death");
    await comeBack(3_000);
    expect(night.state.phase).to.equal("sudden_death");
    expect(night.state.endsAtMs).to.equal(endsAtMs + 3_000);
    await night.live.give([live.gift("1")]);
    await night.runUntil((state) => state.phase === "finished");
    expect(night.state.winner).to.equal("TR");
  });

  it("admits again, while closing, what was given before the end", async () => {
    await fight();
    const { endsAtMs: end } = await night.runUntil((state) => state.phase === "closing");
    await comeBack(30_000);
    expect(night.state.phase).to.equal("closing");
    expect(night.state.endsAtMs).to.equal(end);
    expect(night.state.extendedMs).to.equal(0);
    await night.live.give([
      live.gift("2", { at: end - 1, unitValue: 9 }),
      live.gift("1", { at: end, unitValue: 90 }),
    ]);
    await night.runUntil((state) => state.phase === "finished");
    expect(night.state.winner).to.equal("SA");
    expect(shownScores(night.state)).to.deep.equal({ TR: 5, SA: 9 });
  });

  it("shows the result it had, and ends it no second time", async () => {
    await fight();
    await night.runUntil((state) => state.phase === "finished");
    await comeBack(30_000);
    expect(night.state.phase).to.equal("finished");
    expect([night.state.winner, shownScores(night.state).TR]).to.deep.equal(["TR", 5]);
    await night.runTo(night.clock.now() + 10_000);
    const stats = await database.dataSource.query("SELECT battles FROM country_stats");
    expect(stats).to.deep.equal([{ battles: 1 }, { battles: 1 }]);
    await night.request("resetBattle", { battleId: night.state.battleId });
    await comeBack(5_000);
    expect(night.state.phase).to.equal("idle");
  });

  it("keeps gifts waiting, boosts and settings", async () => {
    const battleId = await fight();
    await night.request("boostPoints", { battleId, factor: 4, lastsMs: 60_000 });
    night.clock.advance(10);
    await night.live.give([live.gift("3", { unitValue: 2 })]);
    const settings = await night.request("readSettings", {});
    if (!settings.ok) throw new Error(settings.refusal.code);
    await night.request("saveSettings", { ...settings.value, sides: ["BR", "AR"] });
    await comeBack(2_000);
    await night.settle();
    expect([night.state.undecidedCount, night.state.undecidedPoints]).to.deep.equal([1, 8]);
    expect(night.state.multiplier).to.equal(4);
    await night.live.give([live.says("3", "Turkey")]);
    await night.settle();
    expect(shownScores(night.state)).to.deep.equal({ TR: 13, SA: 0 });
    await night.request("resetBattle", { battleId });
    await night.settle();
    expect([...night.state.sides.keys()]).to.deep.equal(["BR", "AR"]);
  });

  it("has the sum of its rows after any number of deaths in the middle of a stream", async function () {
    this.timeout(60_000);
    const battleId = await fight({ settings: { durationMs: 600_000 } });
    for (let death = 0; death < 8; death += 1) {
      for (let batch = 0; batch < death % 3; batch += 1) {
        await night.live.give([live.gift("1"), live.gift("2", { unitValue: 3 })]);
      }
      await night.live.giveUntold([
        live.hit("1", {
          quantity: death + 1,
          streak: { group: "1", startedAt: night.clock.now() },
        }),
      ]);
      await comeBack(100, { settings: { durationMs: 600_000 } });
      expect(shownScores(night.state)).to.deep.equal({
        SA: 0,
        ...(await storedScores(database.dataSource, battleId)),
      });
    }
    // 8 hits of one streak that died 8 times, beside the single gifts.
    expect(shownScores(night.state)).to.deep.equal({ TR: 5 + 8 + 7, SA: 21 });
  });
});
