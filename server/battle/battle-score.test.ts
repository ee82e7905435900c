import { expect } from "chai";
import fc from "fast-check";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import type { SupportEvent } from "#common/live/live-event.ts";
import { type BattleEvents, makeBattleEvents } from "#server/testing/battle-events.ts";
import { type BattleNight, startBattleNight } from "#server/testing/battle-night.ts";
import { shownScores, storedScores } from "#server/testing/battle-sums.ts";

describe("the score of a battle", () => {
  let night: BattleNight;
  let live: BattleEvents;
  let battleId: number;
  afterEach(() => night.end());

  async function open(settings: Partial<BattleSettings> = {}) {
    night = await startBattleNight({ settings });
    live = makeBattleEvents(night.clock);
    await night.live.connect();
    battleId = await night.start();
  }

  async function scores() {
    await night.settle();
    const shown = shownScores(night.state);
    const stored = await storedScores(night.database.dataSource, battleId);
    for (const [country, points] of Object.entries(shown)) {
      expect(stored[country] ?? 0, country).to.equal(points);
    }
    return shown;
  }

  it("takes a gift once, however often it comes", async () => {
    await open();
    const batch = [live.says("1", "Turkey!"), live.gift("1", { unitValue: 10 })];
    expect(await night.live.give(batch)).to.equal(2);
    expect(await night.live.give(batch)).to.equal(0);
    expect(await scores()).to.deep.equal({ TR: 10, SA: 0 });
    expect(night.state.giftCount).to.equal(1);
    expect(night.state.diamondCount).to.equal(10);
    expect(night.state.leader).to.equal("TR");
    expect(night.state.isRehearsal).to.equal(false);
  });

  it("writes a batch once, were it to be handed over again", async () => {
    await open();
    const { dataSource } = night.database;
    await night.live.give([live.says("1", "🇹🇷"), live.gift("1"), live.gift("2")]);
    const events = await dataSource.query(
      "SELECT event_seq FROM battle_points WHERE event_seq IS NOT NULL",
    );
    const gift = live.gift("1");
    const recorded = {
      session: await night.live.connect(),
      now: night.clock.now(),
      events: [
        { seq: BigInt(events[0].event_seq), event: gift, gift: { event: gift, from: 0, to: 1 } },
      ],
    };
    const told = await dataSource.transaction((manager) =>
      night.live.consumer.record(manager, recorded),
    );
    told?.();
    expect(await scores()).to.deep.equal({ TR: 1, SA: 0 });
    expect(night.state.giftCount).to.equal(2);
  });

  it("counts a streak by its highest frame, in whatever order its frames come", async () => {
    await open();
    await night.live.give([live.says("1", "Saudi Arabia")]);
    const frames = [1, 4, 2, 9, 9, 5].map((quantity) =>
      live.hit("1", { quantity, unitValue: 5, streak: { isFinal: quantity === 9 } }),
    );
    for (const frame of frames) await night.live.give([frame]);
    expect(await scores()).to.deep.equal({ TR: 0, SA: 45 });
    expect(night.state.giftCount).to.equal(9);
  });

  it("leaves out what a streak had before the battle", async () => {
    night = await startBattleNight();
    live = makeBattleEvents(night.clock);
    await night.live.connect();
    const startedAt = night.clock.now();
    await night.live.give([
      live.says("1", "Turkey"),
      live.hit("1", { quantity: 6, streak: { group: "a", startedAt } }),
    ]);
    night.clock.advance(5_000);
    battleId = await night.start();
    await night.live.give([
      live.hit("1", { quantity: 10, streak: { group: "a", startedAt } }),
      // Nothing is known of this one's earlier hits.
      live.hit("1", { quantity: 20, streak: { group: "b", startedAt } }),
      live.hit("1", { quantity: 23, streak: { group: "b", startedAt } }),
      live.gift("1", { at: startedAt }),
    ]);
    expect(await scores()).to.deep.equal({ TR: 4 + 1 + 3, SA: 0 });
  });

  it("takes prices of 0 and of 44,999", async () => {
    await open();
    await night.live.give([
      live.says("1", "Turkey"),
      live.gift("1", { unitValue: 0 }),
      live.gift("1", { unitValue: 44_999, quantity: 3 }),
    ]);
    expect(await scores()).to.deep.equal({ TR: 134_997, SA: 0 });
    expect(night.state.giftCount).to.equal(4);
  });

  it("follows the gift table before the sender, and the sender's last side after", async () => {
    await open({ giftCountries: { "9": "SA" } });
    await night.live.give([
      live.says("1", "Turkey"),
      live.gift("1", { itemId: "9", unitValue: 100 }),
      live.gift("1"),
      live.gift("2", { itemId: "9", unitValue: 10 }),
      live.gift("2", { unitValue: 1_000 }),
    ]);
    expect(await scores()).to.deep.equal({ TR: 1, SA: 1_110 });
    await night.request("endBattle", { battleId });
    await night.runUntil((state) => state.phase === "finished");
    battleId = await night.start();
    // The comment holds for the session, the last side for ever.
    await night.live.give([live.gift("1"), live.gift("2", { unitValue: 3 })]);
    expect(await scores()).to.deep.equal({ TR: 1, SA: 3 });
  });

  it("lets the last comment speak, by when it was made", async () => {
    await open();
    const early = night.clock.now();
    night.clock.advance(1_000);
    await night.live.give([live.says("1", "Saudi")]);
    await night.live.give([live.says("1", "Turkey", { at: early }), live.gift("1")]);
    expect(await scores()).to.deep.equal({ TR: 0, SA: 1 });
    await night.live.give([live.says("1", "Turkey"), live.gift("1"), live.says("1", "hello")]);
    expect(await scores()).to.deep.equal({ TR: 1, SA: 1 });
  });

  it("keeps an undecided gift until its sender chooses, at the multiplier of its time", async () => {
    await open();
    await night.request("boostPoints", { battleId, factor: 3, lastsMs: 5_000 });
    night.clock.advance(100);
    await night.live.give([live.gift("1", { unitValue: 10 }), live.gift("2")]);
    expect(await scores()).to.deep.equal({ TR: 0, SA: 0 });
    expect(night.state.undecidedCount).to.equal(2);
    expect(night.state.undecidedPoints).to.equal(33);
    expect(night.state.multiplier).to.equal(3);
    await night.runTo(night.clock.now() + 29_000);
    expect(night.state.multiplier).to.equal(1);
    await night.live.give([live.says("1", "Turkey"), live.says("1", "Saudi Arabia")]);
    expect(await scores()).to.deep.equal({ TR: 30, SA: 0 });
    expect(night.state.undecidedCount).to.equal(1);
    expect(night.state.giftCount).to.equal(2);
    await night.runTo(night.clock.now() + 2_000);
    await night.live.give([live.says("2", "Turkey")]);
    expect(await scores()).to.deep.equal({ TR: 30, SA: 0 });
    expect(night.state.undecidedCount).to.equal(0);
  });

  it("lets a gift be claimed in the very batch that brings it, and once", async () => {
    await open();
    const batch = [live.gift("1"), live.says("1", "Turkey"), live.says("1", "Saudi Arabia")];
    await night.live.give(batch);
    await night.live.give([live.says("1", "Turkey")]);
    expect(await scores()).to.deep.equal({ TR: 1, SA: 0 });
    const { dataSource } = night.database;
    const rows = await dataSource.query("SELECT kind, country FROM battle_points ORDER BY seq");
    expect(rows).to.deep.equal([
      { kind: "undecided", country: null },
      { kind: "claim", country: "TR" },
    ]);
  });

  it("takes no claim in the last 10 s", async () => {
    await open();
    await night.runTo(night.state.endsAtMs - 12_000);
    await night.live.give([live.gift("1"), live.gift("2")]);
    await night.live.give([live.says("1", "Turkey")]);
    await night.runTo(night.state.endsAtMs - 10_000);
    await night.live.give([live.says("2", "Turkey")]);
    expect(await scores()).to.deep.equal({ TR: 1, SA: 0 });
    // For what comes from now on the comment speaks all the same.
    await night.live.give([live.gift("2")]);
    expect(await scores()).to.deep.equal({ TR: 2, SA: 0 });
  });

  it("counts more in the last seconds and after the gift that sets it off", async () => {
    await open({
      multipliers: [
        { when: "final", lastsMs: 10_000, factor: 2 },
        { when: "gift", giftId: "9", lastsMs: 4_000, factor: 5 },
      ],
    });
    await night.live.give([live.says("1", "Turkey"), live.gift("1", { itemId: "9" })]);
    night.clock.advance(1_000);
    await night.live.give([live.gift("1", { unitValue: 10 })]);
    expect(await scores()).to.deep.equal({ TR: 51, SA: 0 });
    expect(night.state.multiplier).to.equal(5);
    await night.runTo(night.state.endsAtMs - 5_000);
    await night.live.give([live.gift("1", { unitValue: 100 })]);
    expect(await scores()).to.deep.equal({ TR: 251, SA: 0 });
    expect(night.state.multiplier).to.equal(2);
    expect(night.state.multiplierEndsAtMs).to.equal(night.state.endsAtMs);
  });

  it("measures what comes late by the end that was shown, not by an earlier one by hand", async () => {
    await open({ multipliers: [{ when: "final", lastsMs: 20_000, factor: 5 }] });
    await night.live.give([live.says("1", "Turkey")]);
    await night.runTo(night.clock.now() + 10_000);
    const late = night.clock.now();
    await night.live.give([live.gift("2", { unitValue: 7 })]);
    night.clock.advance(1_000);
    await night.request("endBattle", { battleId });
    await night.live.give([
      live.gift("1", { unitValue: 10, at: late }),
      live.says("2", "Saudi Arabia", { at: late + 500 }),
    ]);
    expect(await scores()).to.deep.equal({ TR: 10, SA: 7 });
  });

  it("takes no claim made after the host's end", async () => {
    await open();
    await night.live.give([live.gift("2")]);
    night.clock.advance(1_000);
    await night.request("endBattle", { battleId });
    night.clock.advance(500);
    await night.live.give([live.says("2", "Turkey")]);
    expect(await scores()).to.deep.equal({ TR: 0, SA: 0 });
  });

  it("measures what comes late by the regular end, not by that of a sudden death", async () => {
    await open({ multipliers: [{ when: "final", lastsMs: 10_000, factor: 5 }] });
    await night.live.give([live.says("1", "Turkey")]);
    const end = night.state.endsAtMs;
    await night.runUntil((state) => state.phase === "sudden_death");
    await night.live.give([
      live.gift("1", { at: end - 1_000 }),
      live.gift("1", { at: end + 1_000 }),
    ]);
    await night.runTo(night.state.endsAtMs - 5_000);
    await night.live.give([live.gift("1", { unitValue: 100 })]);
    expect(await scores()).to.deep.equal({ TR: 5 + 1 + 500, SA: 0 });
  });

  it("is the worth of the gifts, whatever is given, doubled and mixed up", async function () {
    this.timeout(60_000);
    await open();
    const everyone = ["1", "2", "3", "4"];
    await night.live.give(
      everyone.map((id) => live.says(id, Number(id) % 2 === 0 ? "Turkey" : "🇸🇦")),
    );
    const truth: Record<string, number> = { TR: 0, SA: 0 };
    let groups = 0;
    const streak = fc.record({
      viewerId: fc.constantFrom(...everyone),
      total: fc.integer({ min: 1, max: 30 }),
      unitValue: fc.integer({ min: 0, max: 100 }),
      seen: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(streak, { maxLength: 8 }),
        fc.infiniteStream(fc.nat(1_000_000)),
        async (streaks, order) => {
          const frames = streaks.flatMap(({ viewerId, total, unitValue, seen }) => {
            groups += 1;
            const side = Number(viewerId) % 2 === 0 ? "TR" : "SA";
            truth[side] = (truth[side] ?? 0) + total * unitValue;
            const startedAt = night.clock.now();
            const of = { group: `g${groups}`, startedAt, isFinal: false };
            return [...seen.filter((quantity) => quantity < total), total].map((quantity) =>
              live.hit(viewerId, { quantity, unitValue, streak: of }),
            );
          });
          const mixed = [...frames, ...frames.slice(0, 3)]
            .map((frame): [number, SupportEvent] => [order.next().value ?? 0, frame])
            .sort(([a], [b]) => a - b)
            .map(([, frame]) => frame);
          const half = Math.floor(mixed.length / 2);
          for (const batch of [mixed.slice(0, half), mixed.slice(half)]) {
            if (batch.length > 0) await night.live.give(batch);
          }
          expect(await scores()).to.deep.equal(truth);
        },
      ),
      { numRuns: 25 },
    );
  });
});
