import { expect } from "chai";
import { isWellFormed } from "#common/framework/bytes.ts";
import type { LiveEvent, SupportEvent } from "#common/live/live-event.ts";
import { createShowReport } from "#common/live/show-report.ts";
import { makeFakeClock } from "#server/testing/fake-clock.ts";
import { findListedGift } from "./gift-table.ts";
import { createSimulatorSource, type SimulatorOptions } from "./simulator-source.ts";

const countries = ["TR", "SA", "EG", "PK"];

describe("the simulator source", () => {
  /** Everything that comes in this time. */
  function run(lastsMs: number, options: Partial<SimulatorOptions> = {}) {
    const clock = makeFakeClock();
    const events: LiveEvent[] = [];
    const states: string[] = [];
    const open = createSimulatorSource({
      seed: 7,
      eventsPerSecond: 50,
      countries,
      clock,
      ...options,
    });
    const source = open({
      event: (event) => void events.push(event),
      status: ({ state }) => void states.push(state),
      undecoded(method) {
        throw new Error(method);
      },
    });
    source.start();
    clock.advance(lastsMs);
    return { source, events, states, clock };
  }

  it("the same seed tells the same story, another seed another one", () => {
    const [one, two, other] = [7, 7, 8].map(
      (seed) => run(30_000, { seed, channel: "story" }).events,
    );
    const told = (events: LiveEvent[] | undefined) =>
      events!.map(({ at, receivedAt: _receivedAt, ...event }) => {
        if (event.kind !== "support" || event.streak === undefined) return event;
        return { ...event, streak: { ...event.streak, startedAt: at - event.streak.startedAt } };
      });
    expect(told(one)).to.deep.equal(told(two));
    expect(told(one)).not.to.deep.equal(told(other));
  });

  it("tells as many events a second as asked, on average, with rushes in between", () => {
    for (const eventsPerSecond of [20, 200]) {
      const { events } = run(300_000, { eventsPerSecond });
      expect(events.length / 300).to.be.within(0.85 * eventsPerSecond, 1.15 * eventsPerSecond);
      const bySecond = Map.groupBy(events, ({ receivedAt }) => Math.floor(receivedAt / 1_000));
      const most = Math.max(...Array.from(bySecond.values(), ({ length }) => length));
      expect(most).to.be.above(1.8 * eventsPerSecond);
    }
  });

  it("knows what it has told: the reducer ends at the same totals", () => {
    for (const seed of [1, 2, 3]) {
      const { source, events } = run(120_000, { seed, eventsPerSecond: 200 });
      const show = createShowReport();
      for (const event of events) show.add(event);
      const { byGift, byViewer, likes, ...sums } = show.report();
      const { diamondsByGift, diamondsByViewer, events: different, ...truth } = source.truth();
      expect(sums).to.deep.equal(truth);
      expect(diamondsOf(byGift.map(({ giftId, diamonds }) => [giftId, diamonds]))).to.deep.equal(
        diamondsByGift,
      );
      expect(
        diamondsOf(byViewer.map(({ viewerId, diamonds }) => [viewerId, diamonds])),
      ).to.deep.equal(diamondsByViewer);
      expect(new Set(events.map(({ eventId }) => eventId)).size).to.equal(different);
      expect(events.length).to.be.above(different);
      expect(likes).to.be.above(0);
    }
  });

  it("has all that makes real streaks hard", () => {
    const { events } = run(300_000, { eventsPerSecond: 100 });
    const frames = events.filter((event) => event.kind === "support");
    const streaks = Map.groupBy(
      frames.filter(({ streak }) => streak !== undefined),
      ({ viewer, itemId, streak }) => [viewer.id, itemId, streak?.group].join(),
    );
    const seen = { skipped: 0, shuffled: 0, repeated: 0, lostEnds: 0, earlyEnds: 0, ends: 0 };
    for (const streak of streaks.values()) {
      const counts = streak.map(({ quantity }) => quantity);
      const most = Math.max(...counts);
      const last = streak.findIndex((frame) => frame.streak?.isFinal);
      if (new Set(counts).size < most) seen.skipped += 1;
      if (counts.some((count, index) => count < (counts[index - 1] ?? 0))) seen.shuffled += 1;
      if (new Set(streak.map(({ eventId }) => eventId)).size < streak.length) seen.repeated += 1;
      if (last === -1) seen.lostEnds += 1;
      else seen.ends += 1;
      if (last !== -1 && isBeforeAHit(streak, last)) seen.earlyEnds += 1;
    }
    for (const often of Object.values(seen)) expect(often).to.be.above(3);
    expect(seen.ends).to.be.above(2 * seen.lostEnds);
    expect(frames.some(({ streak }) => streak === undefined)).to.equal(true);
    for (const { itemId, unitValue, itemName } of frames) {
      expect(findListedGift(itemId)).to.include({ diamonds: unitValue, name: itemName });
    }
  });

  it("has every kind of event, names fit for a screen, and comments in several scripts", () => {
    const { events, source } = run(300_000, { eventsPerSecond: 100 });
    const kinds = new Set(events.map(({ kind }) => kind));
    expect([...kinds]).to.have.members([
      "chat",
      "follow",
      "join",
      "like",
      "moderation",
      "question",
      "share",
      "subscribe",
      "support",
      "viewers",
    ]);
    const texts = new Set(events.flatMap((event) => (event.kind === "chat" ? event.text : [])));
    for (const text of ["🇹🇷🇹🇷🇹🇷", "مصر", "Pakistan", "#ArabiaSaudí"]) {
      expect(texts.has(text), text).to.equal(true);
    }
    for (const event of events) {
      if (!("viewer" in event)) continue;
      expect(isWellFormed(event.viewer.name) && event.viewer.name.length > 0).to.equal(true);
    }
    expect(source.truth().diamonds).to.be.above(1_000);
  });

  it("no event happens after it arrives, nor before the LIVE began", () => {
    const { events, clock } = run(60_000, { eventsPerSecond: 200 });
    const startsAt = clock.now() - 60_000;
    for (const event of events) {
      expect(event.at).to.be.within(startsAt, event.receivedAt);
      if (event.kind !== "support" || event.streak === undefined) continue;
      expect(event.streak.startedAt).to.be.within(startsAt, event.at);
    }
  });

  it("taken up again, it soon tells what is new, and all that counts of what it told before", () => {
    const heardMs = 600_000;
    const before = run(heardMs, { channel: "story" });
    const again = run(heardMs / 500 + 10_000, { channel: "story", heardMs });
    const known = new Set(before.events.map(({ eventId }) => eventId));
    const repeated = new Set(again.events.map(({ eventId }) => eventId));
    const fresh = again.events.filter(({ eventId }) => !known.has(eventId));
    expect(fresh.length / 10).to.be.within(20, 200);
    const gifts = before.events.filter(({ kind }) => kind === "support");
    expect(gifts.filter(({ eventId }) => !repeated.has(eventId))).to.deep.equal([]);
    expect(again.events.length).to.be.below(0.8 * before.events.length);
  });

  it("is silent once it is stopped, and each LIVE has a channel of its own", async () => {
    const { source, events, states, clock } = run(2_000);
    await source.stop();
    const { length } = events;
    clock.advance(60_000);
    expect(events).to.have.length(length);
    expect(states).to.deep.equal(["connecting", "live"]);
    expect(source.channel).to.match(/^simulator#[0-9a-f]{6}$/);
    expect(run(0).source.channel).not.to.equal(source.channel);
  });
});

/** Whether a hit comes after the end that had not been told before it. */
function isBeforeAHit(streak: readonly SupportEvent[], last: number): boolean {
  const before = new Set(streak.slice(0, last).map(({ eventId }) => eventId));
  return streak
    .slice(last + 1)
    .some(({ eventId, streak: of }) => !of?.isFinal && !before.has(eventId));
}

function diamondsOf(entries: [string, number][]): Record<string, number> {
  return Object.fromEntries(entries);
}
