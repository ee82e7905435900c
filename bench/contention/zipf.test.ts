import { expect } from "chai";
import { zipf } from "./zipf.ts";

describe("draws by Zipf", () => {
  /** Evenly spread figures in place of chance. */
  function counts(count: number, exponent: number): number[] {
    let at = 0;
    const draw = zipf(count, exponent, () => (at++ + 0.5) / 10_000);
    const drawn = Array.from({ length: count }, () => 0);
    for (let i = 0; i < 10_000; i += 1) {
      const k = draw();
      drawn[k] = (drawn[k] ?? 0) + 1;
    }
    return drawn;
  }

  it("are uniform at an exponent of 0", () => {
    expect(counts(4, 0)).to.deep.equal([2_500, 2_500, 2_500, 2_500]);
  });

  it("weigh number k by 1 / (k + 1)^exponent", () => {
    expect(counts(3, 1)).to.deep.equal([5_455, 2_727, 1_818]);
  });
});
