import { expect } from "chai";
import { type Contender, placesOf, runningOrder } from "./running-order.ts";

const runner = (number: number, more: Partial<Contender> = {}): Contender => ({
  number,
  distanceM: 0,
  finishTimeMs: 0,
  placing: 0,
  ...more,
});
const numbers = (runners: Contender[]) => runningOrder(runners).map(({ number }) => number);

describe("the running order", () => {
  it("is by distance while everyone runs", () => {
    expect(numbers([runner(1, { distanceM: 10 }), runner(2, { distanceM: 12 })])).to.deep.equal([
      2, 1,
    ]);
  });

  it("puts whoever has finished first, by time over the line", () => {
    const field = [
      runner(1, { distanceM: 905, finishTimeMs: 30_100 }),
      runner(2, { distanceM: 910, finishTimeMs: 30_050 }),
      runner(3, { distanceM: 899 }),
    ];
    expect(numbers(field)).to.deep.equal([2, 1, 3]);
  });

  it("follows the official placing once there is one", () => {
    const field = [
      runner(1, { placing: 2, finishTimeMs: 1 }),
      runner(2, { placing: 1, finishTimeMs: 2 }),
    ];
    expect(numbers(field)).to.deep.equal([2, 1]);
  });

  it("goes by saddle number at the gates", () => {
    expect(numbers([runner(3), runner(1), runner(2)])).to.deep.equal([1, 2, 3]);
  });

  it("lets a dead heat share a place and skips the next", () => {
    const order = runningOrder([
      runner(1, { finishTimeMs: 100 }),
      runner(2, { finishTimeMs: 90 }),
      runner(3, { finishTimeMs: 90 }),
    ]);
    expect(placesOf(order)).to.deep.equal([1, 1, 3]);
  });
});
