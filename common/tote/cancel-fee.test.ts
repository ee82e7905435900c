import { expect } from "chai";
import { cancelFee } from "./cancel-fee.ts";

describe("the cancel fee (TOTE-10)", () => {
  const fees: [stake: bigint, feeBps: number, fee: bigint][] = [
    [100n, 500, 5n],
    [101n, 500, 6n],
    [1n, 500, 1n],
    [10n, 500, 1n],
    [20n, 500, 1n],
    [21n, 500, 2n],
    [1n, 1, 1n],
    [100n, 0, 0n],
    [100n, 10_000, 100n],
    [0n, 500, 0n],
    [10n ** 18n, 1, 10n ** 14n],
  ];
  for (const [stake, feeBps, fee] of fees) {
    it(`is ${fee} for a stake of ${stake} at ${feeBps} basis points, rounded up`, () => {
      expect(cancelFee(stake, feeBps)).equal(fee);
    });
  }

  it("throws on a negative stake and on a rate outside 0 to 10000", () => {
    expect(() => cancelFee(-1n, 500)).throw(RangeError);
    for (const feeBps of [-1, 10_001, 0.5, Number.NaN]) {
      expect(() => cancelFee(10n, feeBps)).throw(RangeError);
    }
  });
});
