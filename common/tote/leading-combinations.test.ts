import { expect } from "chai";
import { leadingCombinations } from "./leading-combinations.ts";
import { selectionKey, selectionPools } from "./selection-pools.ts";

describe("the leading combinations", () => {
  const pools = selectionPools([
    { selection: [10, 1], stake: 50n },
    { selection: [2, 9], stake: 50n },
    { selection: [2, 1], stake: 10n },
    { selection: [3, 4], stake: 30n },
    { selection: [2, 1], stake: 60n },
  ]);
  const leaders = (count: number) =>
    leadingCombinations(pools, count).map(({ selection }) => selectionKey(selection));

  it("are the most backed first, equal stakes by saddle number", () => {
    expect(leaders(9)).deep.equal(["2-1", "2-9", "10-1", "3-4"]);
  });

  it("are no more than asked for, and none of an empty pool", () => {
    expect(leaders(2)).deep.equal(["2-1", "2-9"]);
    expect(leadingCombinations(selectionPools([]), 3)).deep.equal([]);
  });
});
