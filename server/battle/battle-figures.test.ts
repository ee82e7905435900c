import { expect } from "chai";
import type { SourceKind } from "#common/live/live-event.ts";
import { type BattleEvents, makeBattleEvents } from "#server/testing/battle-events.ts";
import { type BattleNight, startBattleNight } from "#server/testing/battle-night.ts";
import { listBattles, readSummary } from "./list-battles.ts";
import { readGifters } from "./read-gifters.ts";

describe("figures of the past", () => {
  let night: BattleNight;
  let live: BattleEvents;
  beforeEach(async () => {
    night = await startBattleNight();
    live = makeBattleEvents(night.clock);
    await night.live.connect();
  });
  afterEach(() => night.end());

  async function fight(gifts: Record<string, number>, source: SourceKind = "tiktok") {
    const battleId = await night.start();
    for (const [viewerId, unitValue] of Object.entries(gifts)) {
      await night.live.give([
        live.says(viewerId, viewerId === "1" ? "Turkey" : "Saudi Arabia", { source }),
        live.gift(viewerId, { unitValue, source }),
      ]);
    }
    return battleId;
  }
  async function finish(battleId: number) {
    await night.request("endBattle", { battleId });
    await night.runUntil((state) => state.phase === "finished");
  }

  it("are those that were stored at the end, of a finished battle and of a dropped one", async () => {
    const finished = await fight({ "1": 5, "2": 7 });
    await finish(finished);
    const dropped = await fight({ "1": 2 }, "simulator");
    await night.request("resetBattle", { battleId: dropped });
    const { dataSource } = night.database;
    // What no rule allows tells the stored figures from sums of rows.
    await dataSource.query(
      `INSERT INTO battle_points (battle_id, kind, from_count, to_count, viewer_name, gifts,
         diamonds, country, multiplier, points, at_ms)
       SELECT id, 'manual', 0, 0, '', 0, 0, 'TR', 1, 1000, 0 FROM battles`,
    );
    expect(await readSummary(dataSource, finished)).to.deep.include({
      standings: [
        { country: "SA", seat: 1, points: 7, place: 1 },
        { country: "TR", seat: 0, points: 5, place: 2 },
      ],
      winner: "SA",
      gifts: 2,
      diamonds: 12,
      isRehearsal: false,
    });
    const [last] = await listBattles(dataSource, { limit: 1 });
    expect(last).to.deep.include({
      id: dropped,
      standings: [
        { country: "TR", seat: 0, points: 2, place: 1 },
        { country: "SA", seat: 1, points: 0, place: 2 },
      ],
      winner: null,
      gifts: 1,
      isRehearsal: true,
    });
  });

  it("leave out of all time what is on, was dropped or was a rehearsal", async () => {
    await finish(await fight({ "1": 5, "2": 7 }));
    await finish(await fight({ "1": 2, "2": 0 }));
    await finish(await fight({ "1": 900 }, "simulator"));
    await night.request("resetBattle", { battleId: await fight({ "1": 90 }) });
    await fight({ "2": 9 });
    const best = await readGifters(night.database.dataSource, { limit: 5 });
    expect(best.map(({ viewerId, points, gifts }) => [viewerId, points, gifts])).to.deep.equal([
      // As many points as the other, but there first.
      ["2", 7, 2],
      ["1", 7, 2],
    ]);
    const [first] = await readGifters(night.database.dataSource, { limit: 1 });
    expect(first?.viewerId).to.equal("2");
  });
});
