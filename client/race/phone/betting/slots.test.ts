import { expect } from "chai";
import { dropFromSlots, isComplete, resizeSlots, type Slots, tapRunner } from "./slots.ts";

const tapAll = (size: number, taps: readonly number[]): Slots =>
  taps.reduce<Slots>(tapRunner, resizeSlots([], size));

describe("the slots of a slip", () => {
  const table: { size: number; taps: number[]; slots: number[]; rule: string }[] = [
    { size: 3, taps: [4], slots: [4, 0, 0], rule: "the first tap is first" },
    { size: 3, taps: [4, 1, 7], slots: [4, 1, 7], rule: "taps fill first, second, third" },
    {
      size: 3,
      taps: [4, 1, 4],
      slots: [0, 1, 0],
      rule: "a second tap takes back, and moves nobody",
    },
    { size: 3, taps: [4, 1, 4, 9], slots: [9, 1, 0], rule: "the next tap fills the open place" },
    { size: 2, taps: [4, 1, 7], slots: [4, 7], rule: "one tap more replaces the last" },
    { size: 1, taps: [4, 7], slots: [7], rule: "a bet on one runner follows the tap" },
  ];
  for (const { size, taps, slots, rule } of table) {
    it(rule, () => expect(tapAll(size, taps)).to.deep.equal(slots));
  }

  it("keep the first taps when the market changes", () => {
    expect(resizeSlots([4, 1, 7], 2)).to.deep.equal([4, 1]);
    expect(resizeSlots([0, 1], 1)).to.deep.equal([1]);
    expect(resizeSlots([4], 3)).to.deep.equal([4, 0, 0]);
  });

  it("let go of a scratched runner only", () => {
    const slots = [4, 1];
    expect(dropFromSlots(slots, new Set([1]))).to.deep.equal([4, 0]);
    expect(dropFromSlots(slots, new Set([9]))).to.equal(slots);
  });

  it("are complete when no place is open", () => {
    expect(isComplete([4, 1])).to.equal(true);
    expect(isComplete([4, 0])).to.equal(false);
  });
});
