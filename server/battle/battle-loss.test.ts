import { expect } from "chai";
import { type BattleEvents, makeBattleEvents } from "#server/testing/battle-events.ts";
import { type BattleNight, startBattleNight } from "#server/testing/battle-night.ts";
import { shownScores } from "#server/testing/battle-sums.ts";
import { type CuttableDatabase, cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";

describe("a battle whose commits are done and never answered", () => {
  let database: TestDatabase;
  let cut: CuttableDatabase;
  let night: BattleNight;
  let live: BattleEvents;

  beforeEach(async () => {
    database = await createTestDatabase();
    cut = await cutAtCommit(database.url);
    night = await startBattleNight({ database: { ...database, dataSource: cut.dataSource } });
    live = makeBattleEvents(night.clock);
    await night.live.connect();
  });
  afterEach(async () => {
    await night.crash();
    await cut.close();
    await database.drop();
  });

  it("is started once, and shown as it runs", async () => {
    cut.loseAnswers(1);
    expect((await night.request("startBattle", {})).ok).to.equal(false);
    await night.runUntil((state) => state.phase === "running");
    const rows = await database.dataSource.query("SELECT id, ends_at FROM battles");
    expect(rows).to.deep.equal([{ id: night.state.battleId, ends_at: `${night.state.endsAtMs}` }]);
  });

  it("shows what was given before its start was known to be done", async () => {
    cut.loseAnswers(1);
    expect((await night.request("startBattle", {})).ok).to.equal(false);
    const six = { unitValue: 6 };
    await night.live.give([live.says("1", "Turkey"), live.gift("1", six)]);
    await database.dataSource.query(
      `INSERT INTO battle_boosts (battle_id, from_ms, until_ms, factor)
       SELECT id, started_at, started_at + 30000, 3 FROM battles`,
    );
    await night.runUntil((state) => state.phase === "running");
    expect(shownScores(night.state)).to.deep.equal({ TR: 6, SA: 0 });
    await night.runTo(night.clock.now() + 200);
    expect(night.state.multiplier).to.equal(3);
    await night.live.give([live.gift("1", six)]);
    await night.settle();
    expect(shownScores(night.state)).to.deep.equal({ TR: 24, SA: 0 });
  });

  it("closes and ends once", async () => {
    await night.start();
    await night.live.give([live.says("1", "Turkey"), live.gift("1")]);
    cut.loseAnswers(1);
    await night.runUntil((state) => state.phase === "closing");
    cut.loseAnswers(1);
    await night.runUntil((state) => state.phase === "finished");
    expect(night.state.winner).to.equal("TR");
    const stats = await database.dataSource.query(
      "SELECT country, wins, battles FROM country_stats ORDER BY country",
    );
    expect(stats).to.deep.equal([
      { country: "SA", wins: 0, battles: 1 },
      { country: "TR", wins: 1, battles: 1 },
    ]);
  });

  it("has the score that was written by hand", async () => {
    const battleId = await night.start();
    cut.loseAnswers(1);
    const lost = await night.request("addScore", {
      battleId,
      country: "TR",
      points: 40,
      key: "lost-key-1",
    });
    expect(lost.ok).to.equal(false);
    const again = await night.request("addScore", {
      battleId,
      country: "TR",
      points: 40,
      key: "lost-key-1",
    });
    expect(again).to.deep.equal({ ok: true, value: { score: 40, isRepeat: true } });
    await night.settle();
    expect(shownScores(night.state)).to.deep.equal({ TR: 40, SA: 0 });
  });

  it("reads its score again when a batch was perhaps counted", async () => {
    await night.start();
    await night.live.giveUntold([live.says("1", "Turkey"), live.gift("1", { unitValue: 6 })]);
    await night.live.consumer.resync();
    await night.settle();
    expect(shownScores(night.state)).to.deep.equal({ TR: 6, SA: 0 });
  });
});
