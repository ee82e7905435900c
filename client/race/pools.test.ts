import { expect } from "chai";
import { offeredMarkets } from "./pools.ts";
import type { RaceView } from "./race-view.ts";

/** A race of this field, of which these are scratched. */
function viewOf(count: number, scratched: number[], rules: object = {}): RaceView {
  return {
    runners: Array.from({ length: count }, (_, index) => ({
      number: index + 1,
      isScratched: scratched.includes(index + 1),
    })),
    marketRules: { markets: ["win", "place", "show", "trifecta"], ...rules },
  } as unknown as RaceView;
}

describe("the markets on offer", () => {
  it("are those of the house that the field is big enough for", () => {
    expect(offeredMarkets(viewOf(5, []))).to.deep.equal(["win", "place", "show", "trifecta"]);
    expect(offeredMarkets(viewOf(5, [2]))).to.deep.equal(["win", "place", "trifecta"]);
  });

  it("have no fixed odds any more once a runner is scratched", () => {
    const fixed = { fixedPrices: [150, 340, 500, 725, 900, 1_200] };
    expect(offeredMarkets(viewOf(6, [], fixed))).to.include("win");
    expect(offeredMarkets(viewOf(6, [4], fixed))).to.deep.equal(["place", "show", "trifecta"]);
  });
});
