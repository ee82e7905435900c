import { expect } from "chai";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import { type BattleEvents, makeBattleEvents } from "#server/testing/battle-events.ts";
import { type BattleNight, startBattleNight } from "#server/testing/battle-night.ts";
import { shownScores } from "#server/testing/battle-sums.ts";
import { endBattle } from "./end-battle.ts";
import { listBattles } from "./list-battles.ts";
import { readLeaderboard } from "./read-leaderboard.ts";

describe("a battle", () => {
  let night: BattleNight;
  let live: BattleEvents;
  let battleId: number;
  afterEach(() => night.end());

  async function open(settings: Partial<BattleSettings> = {}) {
    night = await startBattleNight({ settings });
    live = makeBattleEvents(night.clock);
    await night.live.connect();
    battleId = await night.start();
    await night.live.give([live.says("1", "Turkey"), live.says("2", "Saudi Arabia")]);
  }

  const phaseIs = (phase: string) => night.runUntil((state) => state.phase === phase);
  const query = (sql: string): Promise<Record<string, unknown>[]> =>
    night.database.dataSource.query(sql);
  const told = (event: string) => night.events.filter((each) => each.event === event);

  it("ends at its time with a result, its countries and the all-time board", async () => {
    await open();
    const { startedAtMs, endsAtMs } = night.state;
    expect(endsAtMs - startedAtMs).to.equal(60_000);
    expect(night.state.phaseEndsAt).to.equal(endsAtMs);
    await night.live.give([live.gift("1", { unitValue: 7 }), live.gift("2", { unitValue: 5 })]);
    await phaseIs("closing");
    expect(night.state.endsAtMs).to.equal(endsAtMs);
    await phaseIs("finished");
    expect(night.state.winner).to.equal("TR");
    expect(night.state.isTie).to.equal(false);
    expect(night.state.nextBattleAtMs).to.equal(0);
    expect(told("battleEnded").map(({ payload }) => payload)).to.deep.equal([
      {
        battleId,
        winner: "TR",
        isTie: false,
        scores: [
          { country: "TR", points: 7 },
          { country: "SA", points: 5 },
        ],
      },
    ]);
    expect(await readLeaderboard(night.database.dataSource, 10)).to.deep.equal([
      { country: "TR", wins: 1, ties: 0, battles: 1, points: 7, winPercent: 100 },
      { country: "SA", wins: 0, ties: 0, battles: 1, points: 5, winPercent: 0 },
    ]);
    const results = await query("SELECT country, points, place, gifts FROM battle_results");
    expect(results).to.deep.equal([
      { country: "TR", points: "7", place: 1, gifts: 1 },
      { country: "SA", points: "5", place: 2, gifts: 1 },
    ]);
  });

  it("admits while closing what was given before the end, and nothing given later", async () => {
    await open({ suddenDeathMs: 0 });
    const end = night.state.endsAtMs;
    await phaseIs("closing");
    await night.live.give([
      live.gift("1", { at: end - 1, unitValue: 3 }),
      live.gift("2", { at: end, unitValue: 50 }),
    ]);
    await night.settle();
    expect(shownScores(night.state)).to.deep.equal({ TR: 3, SA: 0 });
    await phaseIs("finished");
    expect(night.state.winner).to.equal("TR");
    await night.live.give([live.gift("2", { at: end - 1, unitValue: 50 })]);
    await night.settle();
    expect(shownScores(night.state)).to.deep.equal({ TR: 3, SA: 0 });
  });

  it("stays closing while gifts lie in the spill file", async () => {
    await open();
    await night.live.give([live.gift("1")]);
    const end = night.state.endsAtMs;
    await phaseIs("closing");
    night.live.status({ spilled: 1 });
    await night.runTo(night.state.phaseEndsAt + 5_000);
    expect(night.state.phase).to.equal("closing");
    await night.live.give([live.gift("2", { at: end - 1, unitValue: 9 })]);
    night.live.status({ spilled: 0 });
    await phaseIs("finished");
    expect(night.state.winner).to.equal("SA");
  });

  it("goes into a sudden death when the lead is tied, and ends it with a winner", async () => {
    await open();
    await night.live.give([live.gift("1", { unitValue: 5 }), live.gift("2", { unitValue: 5 })]);
    await phaseIs("sudden_death");
    const left = night.state.endsAtMs - night.clock.now();
    expect(left).to.be.within(19_000, 20_000);
    await night.live.give([live.gift("2")]);
    await phaseIs("finished");
    expect(night.state.winner).to.equal("SA");
  });

  it("takes a second tie for a tie, and for nobody's win", async () => {
    await open();
    await night.live.give([live.gift("1", { unitValue: 5 }), live.gift("2", { unitValue: 5 })]);
    await phaseIs("sudden_death");
    await phaseIs("finished");
    expect([night.state.winner, night.state.isTie]).to.deep.equal(["", true]);
    const board = await readLeaderboard(night.database.dataSource, 10);
    expect(board.map(({ wins, ties }) => [wins, ties])).to.deep.equal([
      [0, 1],
      [0, 1],
    ]);
  });

  it("takes the rows' word for the lead, not what was last shown", async () => {
    await open();
    await night.live.give([live.gift("1", { unitValue: 5 })]);
    await night.live.giveUntold([live.gift("2", { unitValue: 5 })]);
    await phaseIs("sudden_death");
    expect(shownScores(night.state)).to.deep.equal({ TR: 5, SA: 5 });
  });

  it("is ended by the host at once, and by two taps once", async () => {
    await open();
    await night.live.give([live.gift("1", { unitValue: 5 })]);
    night.clock.advance(10_000);
    const ends = await Promise.all([
      night.request("endBattle", { battleId }),
      night.request("endBattle", { battleId }),
    ]);
    expect(ends.map(({ ok }) => ok)).to.deep.equal([true, false]);
    await night.settle();
    expect(night.state.phase).to.equal("closing");
    expect(night.state.endsAtMs).to.be.at.most(night.clock.now());
    await phaseIs("finished");
    expect(night.state.winner).to.equal("TR");
  });

  it("has one result when two ends meet; the second answers the first", async () => {
    await open();
    await night.live.give([live.gift("1", { unitValue: 5 })]);
    const { dataSource } = night.database;
    const battle = { battleId, roomId: night.roomId, epoch: night.state.roomEpoch };
    const ends = await Promise.all(
      [1, 2, 3].map((nth) => endBattle(dataSource, { battle, at: night.clock.now() + nth })),
    );
    expect(ends.map(({ outcome }) => outcome).toSorted()).to.deep.equal([
      "already",
      "already",
      "ended",
    ]);
    expect(new Set(ends.map(({ row }) => row.endedAt)).size).to.equal(1);
    const [stats] = await readLeaderboard(dataSource, 1);
    expect(stats).to.include({ country: "TR", battles: 1, wins: 1 });
  });

  it("runs alone on its stage", async () => {
    await open();
    const second = await night.request("startBattle", {});
    expect(second).to.deep.equal({ ok: false, refusal: { code: "battle_running" } });
    const unknown = await night.request("startBattle", { sides: ["TR", "ZZ"] });
    expect(unknown).to.deep.equal({ ok: false, refusal: { code: "country_unknown" } });
  });

  it("takes points by the host's hand once for a key, never below 0, and writes them down", async () => {
    await open();
    const add = (points: number, key?: string) =>
      night.request("addScore", { battleId, country: "TR", points, ...(key ? { key } : {}) });
    const scored = (score: number, isRepeat = false) => ({ ok: true, value: { score, isRepeat } });
    expect(await add(50, "one-key-1")).to.deep.equal(scored(50));
    expect(await add(50, "one-key-1")).to.deep.equal(scored(50, true));
    expect(await add(-20)).to.deep.equal(scored(30));
    expect(await add(-31)).to.deep.equal({
      ok: false,
      refusal: { code: "score_below_zero", detail: { score: 30 } },
    });
    night.clock.advance(1_000);
    const reused = { ok: false, refusal: { code: "idempotency_key_reused" } };
    expect(await add(51, "one-key-1")).to.deep.equal(reused);
    const toOther = { battleId, country: "SA", points: 50, key: "one-key-1" };
    expect(await night.request("addScore", toOther)).to.deep.equal(reused);
    night.clock.advance(1_000);
    const other = await night.request("addScore", { battleId, country: "BR", points: 5 });
    expect(other).to.deep.equal({ ok: false, refusal: { code: "side_unknown" } });
    await night.settle();
    expect(shownScores(night.state)).to.deep.equal({ TR: 30, SA: 0 });
    const audit = await query("SELECT action, target, detail FROM host_actions ORDER BY id");
    const target = `battle:${battleId}`;
    expect(audit).to.deep.equal([
      {
        action: "add_score",
        target,
        detail: { key: "one-key-1", score: 50, points: 50, country: "TR" },
      },
      { action: "add_score", target, detail: { key: null, score: 30, points: -20, country: "TR" } },
    ]);
  });

  it("can be dropped without a result, and its history stays", async () => {
    await open();
    await night.live.give([live.gift("1", { unitValue: 5 })]);
    expect((await night.request("resetBattle", { battleId })).ok).to.equal(true);
    await night.settle();
    expect(night.state.phase).to.equal("idle");
    expect(night.state.sides.get("TR")?.score).to.equal(0);
    await night.live.give([live.gift("1", { unitValue: 5 })]);
    const { dataSource } = night.database;
    const [dropped] = await listBattles(dataSource, { limit: 5 });
    expect(dropped).to.deep.include({ id: battleId, phase: "dropped", winner: null, gifts: 1 });
    expect(dropped?.standings[0]).to.deep.equal({ country: "TR", seat: 0, points: 5, place: 1 });
    expect(await readLeaderboard(dataSource, 5)).to.deep.equal([]);
    expect(await query("SELECT action FROM host_actions")).to.deep.equal([
      { action: "reset_battle" },
    ]);
    const next = await night.start();
    expect(next).to.be.greaterThan(battleId);
    expect(night.state.battleNumber).to.equal(2);
    expect(shownScores(night.state)).to.deep.equal({ TR: 0, SA: 0 });
  });

  it("is followed by the next one where autopilot is on, after the cool-down", async () => {
    await open({ isAutopilot: true });
    await phaseIs("finished");
    expect(night.state.nextBattleAtMs - night.clock.now()).to.be.within(9_000, 10_000);
    await phaseIs("running");
    expect(night.state.battleNumber).to.equal(2);
    const settings = await night.request("readSettings", {});
    if (!settings.ok) throw new Error(settings.refusal.code);
    expect(night.state.settingsVersion).to.equal(0);
    await night.request("saveSettings", { ...settings.value, isAutopilot: false });
    await night.settle();
    expect(night.state.settingsVersion).to.equal(1);
    await phaseIs("finished");
    expect(night.state.nextBattleAtMs).to.equal(0);
  });

  it("is on no board when it counted what a simulator or a recording told", async () => {
    night = await startBattleNight();
    live = makeBattleEvents(night.clock);
    await night.live.connect("recording");
    battleId = await night.start();
    await night.live.give([
      live.says("1", "Turkey", { source: "recording" }),
      live.gift("1", { source: "recording" }),
    ]);
    await night.settle();
    expect(night.state.isRehearsal).to.equal(true);
    await phaseIs("finished");
    expect(night.state.winner).to.equal("TR");
    const { dataSource } = night.database;
    expect(await readLeaderboard(dataSource, 5)).to.deep.equal([]);
    const [battle] = await listBattles(dataSource, { limit: 1 });
    expect(battle?.isRehearsal).to.equal(true);
  });

  it("is dropped when its stage closes, and the code is free again", async () => {
    await open();
    expect(await night.stages.close("NONE")).to.equal(false);
    expect(await night.stages.close("BTLX")).to.equal(true);
    expect(await night.stages.find("BTLX")).to.equal(undefined);
    expect(await query("SELECT status FROM battles")).to.deep.equal([{ status: "dropped" }]);
    expect((await night.stages.ensureStage("BTLX")).id).not.to.equal(night.roomId);
  });
});
