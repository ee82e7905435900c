import { expect } from "chai";
import { winningMargin } from "./winning-margin.ts";

const home = (number: number, finishTimeMs: number) => ({
  number,
  finishTimeMs,
  distanceM: 0,
  placing: 0,
});

describe("the winning margin", () => {
  it("is the time between the first two over the line", () => {
    const margin = winningMargin([home(1, 30_012), home(2, 30_000), home(3, 0)]);
    expect(margin?.winners.map(({ number }) => number)).to.deep.equal([2]);
    expect(margin?.marginMs).to.equal(12);
  });

  it("is none in a dead heat, and both have won", () => {
    const margin = winningMargin([home(2, 30_000), home(1, 30_000), home(3, 30_400)]);
    expect(margin?.winners.map(({ number }) => number)).to.deep.equal([1, 2]);
    expect(margin?.marginMs).to.equal(0);
  });

  it("is not known while the winner is alone over the line", () => {
    expect(winningMargin([home(1, 30_000), home(2, 0)])?.marginMs).to.equal(undefined);
    expect(winningMargin([home(1, 0)])).to.equal(undefined);
  });
});
