import { expect } from "chai";
import fc from "fast-check";
import { sampleGift, sampleViewer } from "./event-samples.ts";
import { addedDiamonds, addedGifts } from "./gift-count.ts";
import type { SupportEvent } from "./live-event.ts";
import { createStreakBook, type StreakMark, streakKeyOf } from "./streak-book.ts";

const rose = (quantity: number, isFinal = false, group = "1697113848632"): SupportEvent =>
  sampleGift({ quantity, streak: { group, startedAt: Number(group), isFinal } });

function total(frames: readonly SupportEvent[], book = createStreakBook()): number {
  return frames.reduce((sum, frame) => sum + addedGifts(book.count(frame)), 0);
}

describe("a streak of gifts", () => {
  const streaks: [string, SupportEvent[], number][] = [
    ["counts what each frame adds", [rose(1), rose(2), rose(3), rose(3, true)], 3],
    ["counts counts that were skipped", [rose(1), rose(3), rose(7), rose(11), rose(11, true)], 11],
    ["does not count a repeated frame again", [rose(4), rose(4), rose(4), rose(4, true)], 4],
    ["counts nothing for a frame that comes late", [rose(13), rose(15), rose(14), rose(17)], 17],
    ["counts without its last frame", [rose(1), rose(5)], 5],
    ["counts from its last frame alone", [rose(9, true)], 9],
    ["counts a last frame that overtook the last hits", [rose(1), rose(6, true), rose(5)], 6],
    ["counts hits that come after a last frame that told less", [rose(3, true), rose(4)], 4],
    ["is another one when its group is another", [rose(5), rose(2, false, "1697113899999")], 7],
  ];
  for (const [rule, frames, gifts] of streaks) {
    it(rule, () => {
      expect(total(frames)).to.equal(gifts);
    });
  }

  it("belongs to one viewer, one gift and one channel of one source", () => {
    const frame = rose(5);
    const others: SupportEvent[] = [
      frame,
      { ...frame, viewer: sampleViewer("7002") },
      { ...frame, itemId: "5487" },
      { ...frame, channel: "another" },
      { ...frame, source: "simulator" },
    ];
    expect(total(others)).to.equal(25);
    expect(new Set(others.map(streakKeyOf)).size).to.equal(5);
  });

  it("is worth its diamonds", () => {
    const book = createStreakBook();
    const frame = { ...rose(4), unitValue: 99 };
    expect(addedDiamonds(book.count(frame))).to.equal(396);
    expect(addedDiamonds(book.count({ ...frame, quantity: 6 }))).to.equal(198);
  });

  it("says from where to where a frame moved it", () => {
    const book = createStreakBook();
    const first = rose(3);
    expect(book.count(first)).to.deep.equal({
      event: first,
      streakKey: "tiktok:streamer:7001:5655:1697113848632",
      from: 0,
      to: 3,
    });
    expect(book.count(rose(2))).to.include({ from: 3, to: 3 });
  });

  it("counts what a frame adds after the last one, and after any silence", () => {
    const book = createStreakBook();
    book.count(rose(3, true));
    const late = { ...rose(5), receivedAt: rose(5).receivedAt + 600_000 };
    expect(book.count(late)).to.include({ from: 3, to: 5 });
  });

  it("tells the marks that moved, once", () => {
    const book = createStreakBook();
    book.load([[streakKeyOf(rose(1)) ?? "", { high: 4, lastAt: 1_000_200 }]]);
    expect(book.takeChanged().size).to.equal(0);
    book.count(rose(3));
    expect(book.takeChanged().size, "a late frame moves nothing").to.equal(0);
    book.count(rose(6));
    expect([...book.takeChanged().values()].map(({ high }) => high)).to.deep.equal([6]);
    expect(book.takeChanged().size).to.equal(0);
    expect(book.size).to.equal(1);
  });
});

describe("a gift outside a streak", () => {
  it("counts its quantity", () => {
    const book = createStreakBook();
    const lion = sampleGift({ itemId: "6369", unitValue: 29_999, quantity: 2 });
    expect(book.count(lion)).to.deep.equal({ event: lion, from: 0, to: 2 });
    expect(book.size).to.equal(0);
  });
});

/** One streak as the platform could tell it, and its truth: the highest count told. */
const streakFrames = fc
  .record({
    viewer: fc.integer({ min: 1, max: 3 }),
    item: fc.integer({ min: 1, max: 2 }),
    group: fc.integer({ min: 1, max: 3 }),
    counts: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
    end: fc.constantFrom("told", "lost", "early"),
  })
  .map(({ viewer, item, group, counts, end }) => {
    const rising = counts.toSorted((a, b) => a - b);
    const frame = (quantity: number, isFinal: boolean): SupportEvent =>
      sampleGift({
        viewer: sampleViewer(`${viewer}`),
        itemId: `${item}`,
        quantity,
        streak: { group: `${group}`, startedAt: 0, isFinal },
      });
    const frames = rising.map((quantity) => frame(quantity, false));
    if (end === "told") frames.push(frame(rising.at(-1) ?? 1, true));
    if (end === "early") frames.unshift(frame(rising[0] ?? 1, true));
    return frames;
  });

describe("streaks at once", () => {
  it("have one truth, whatever is shuffled, repeated, and restarted in between", () => {
    const story = fc.array(streakFrames, { minLength: 1, maxLength: 8 }).chain((streaks) => {
      const frames = streaks.flat();
      return fc.record({
        frames: fc.constant(frames),
        told: fc
          .tuple(
            fc.shuffledSubarray(frames, { minLength: frames.length }),
            fc.array(fc.constantFrom(...frames), { maxLength: frames.length }),
          )
          .chain(([once, again]) => {
            const all = [...once, ...again];
            return fc.shuffledSubarray(all, { minLength: all.length });
          }),
        restarts: fc.array(fc.nat(frames.length * 2), { maxLength: 4 }),
      });
    });
    fc.assert(
      fc.property(story, ({ frames, told, restarts }) => {
        expect(totalAcrossRestarts(told, restarts)).to.equal(bruteForce(frames));
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Marks are written away at each restart, and the next book loads them. */
function totalAcrossRestarts(frames: readonly SupportEvent[], restarts: readonly number[]): number {
  const stored = new Map<string, StreakMark>();
  let book = createStreakBook();
  let sum = 0;
  frames.forEach((frame, position) => {
    if (restarts.includes(position)) {
      for (const [key, mark] of book.takeChanged()) stored.set(key, mark);
      book = createStreakBook();
      book.load(stored);
    }
    sum += addedGifts(book.count(frame));
  });
  return sum;
}

function bruteForce(frames: readonly SupportEvent[]): number {
  const highest = new Map<string, number>();
  for (const { viewer, itemId, streak, quantity } of frames) {
    const streakName = `${viewer.id}/${itemId}/${streak?.group}`;
    highest.set(streakName, Math.max(highest.get(streakName) ?? 0, quantity));
  }
  return [...highest.values()].reduce((sum, count) => sum + count, 0);
}
