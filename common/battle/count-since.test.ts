import { expect } from "chai";
import { sampleGift } from "#common/live/event-samples.ts";
import type { GiftCount } from "#common/live/gift-count.ts";
import { countSince } from "./count-since.ts";
import { isInBattle } from "./is-in-battle.ts";

const START = 1_000_000;

function frame(
  from: number,
  to: number,
  streak?: { startedAt: number; isFinal?: boolean },
): GiftCount {
  return {
    event: sampleGift({
      quantity: to,
      ...(streak === undefined ? {} : { streak: { group: "1", isFinal: false, ...streak } }),
    }),
    from,
    to,
  };
}

describe("gifts of a frame since the start", () => {
  const table: [string, GiftCount, number][] = [
    ["a gift outside a streak counts whole", frame(0, 5), 5],
    ["a streak that began later counts whole", frame(0, 5, { startedAt: START }), 5],
    ["a known mark says what is new", frame(3, 8, { startedAt: START - 9_000 }), 5],
    [
      "of an earlier streak seen first only this hit is sure",
      frame(0, 8, { startedAt: START - 1 }),
      1,
    ],
    ["its end frame is no hit", frame(0, 8, { startedAt: START - 1, isFinal: true }), 0],
    [
      "an end frame of a later streak counts whole",
      frame(0, 8, { startedAt: START, isFinal: true }),
      8,
    ],
    ["a late frame adds nothing", frame(8, 8, { startedAt: START - 1 }), 0],
    ["a streak whose start is unknown counts whole", frame(0, 8, { startedAt: 0 }), 8],
  ];
  for (const [title, gift, expected] of table) {
    it(title, () => {
      expect(countSince(gift, START)).to.equal(expected);
    });
  }

  it("count from the start up to, and not at, the end", () => {
    const span = { startedAt: START, endsAt: START + 10 };
    const ats = [START - 1, START, START + 9, START + 10];
    expect(ats.map((at) => isInBattle(at, span))).to.deep.equal([false, true, true, false]);
  });
});
