import { expect } from "chai";
import { coinsForDiamonds, coinsForWatching } from "./earned-coins.ts";

describe("coins", () => {
  const gifts: [diamonds: bigint, coins: bigint][] = [
    [0n, 0n],
    [1n, 0n],
    [49n, 0n],
    [50n, 1n],
    [99n, 1n],
    [100n, 2n],
    [44_999n, 899n],
    [9_007_199_254_740_993n, 180_143_985_094_819n],
  ];
  for (const [diamonds, coins] of gifts) {
    it(`are ${coins} for ${diamonds} diamonds`, () => {
      expect(coinsForDiamonds(diamonds)).to.equal(coins);
    });
  }

  const watched: [minutes: number, coins: bigint][] = [
    [0, 0n],
    [29, 0n],
    [30, 1n],
    [59, 1n],
    [60, 2n],
    [1_439, 47n],
  ];
  for (const [minutes, coins] of watched) {
    it(`are ${coins} for ${minutes} minutes watched`, () => {
      expect(coinsForWatching(minutes)).to.equal(coins);
    });
  }
});
