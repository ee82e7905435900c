import { expect } from "chai";
import { sampleLike } from "./event-samples.ts";
import { createLikeMeter } from "./like-meter.ts";

type Told = readonly [count: number, roomTotal?: number];

function meterOf(told: readonly Told[]) {
  const meter = createLikeMeter();
  const added = told.map(([count, roomTotal]) =>
    meter.add(sampleLike(count, roomTotal === undefined ? {} : { roomTotal })),
  );
  return { added, grown: meter.grown, high: meter.high };
}

describe("the room's likes", () => {
  const rooms: [rule: string, told: Told[], added: number[]][] = [
    ["begin with the likes of the first message", [[15, 390_000]], [15]],
    [
      "grow by the room's total, not by the sampled shares",
      [
        [15, 1_000],
        [15, 1_300],
      ],
      [15, 300],
    ],
    [
      "do not grow again when the total jumps back",
      [
        [1, 414_962],
        [15, 390_608],
        [15, 415_490],
      ],
      [1, 0, 528],
    ],
    ["are the shares where no total is told", [[15], [3], [0]], [15, 3, 0]],
    ["never shrink when a total is told late", [[15], [5, 1_000], [5, 1_012]], [15, 0, 2]],
    ["take a total of 0 as not told", [[4, 0], [4]], [4, 4]],
  ];
  for (const [rule, told, added] of rooms) {
    it(rule, () => {
      expect(meterOf(told).added).to.deep.equal(added);
    });
  }

  it("have a high-water mark", () => {
    expect(
      meterOf([
        [1, 414_962],
        [15, 390_608],
      ]),
    ).to.include({ high: 414_962, grown: 1 });
  });
});
