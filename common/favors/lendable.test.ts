import { expect } from "chai";
import { favorFee } from "./favor-fee.ts";
import { lendable } from "./lendable.ts";

describe("what a player may lend", () => {
  const cases = [
    ["what was won", { winnings: 300n, lentOut: 0n, available: 1_300n }, 300n],
    ["nothing before anything is won", { winnings: 0n, lentOut: 0n, available: 1_000n }, 0n],
    ["nothing after losses", { winnings: -200n, lentOut: 0n, available: 800n }, 0n],
    ["what is not out already", { winnings: 300n, lentOut: 120n, available: 1_180n }, 180n],
    ["nothing while more is out than won", { winnings: 300n, lentOut: 400n, available: 900n }, 0n],
    ["no more than is available", { winnings: 300n, lentOut: 0n, available: 40n }, 40n],
  ] as const;
  for (const [what, means, most] of cases) {
    it(`is ${what}`, () => expect(lendable(means)).to.equal(most));
  }
});

describe("the fee of a favor", () => {
  const cases = [
    [100n, 0, 0n],
    [100n, 10, 10n],
    [100n, 20, 20n],
    [101n, 10, 11n],
    [1n, 1, 1n],
    [11n, 20, 3n],
    [999_999_999_999_999n, 20, 200_000_000_000_000n],
  ] as const;
  for (const [amount, percent, fee] of cases) {
    it(`is ${fee} for ${amount} at ${percent} %, rounded up to a chip`, () => {
      expect(favorFee(amount, percent)).to.equal(fee);
    });
  }
});
