import { expect } from "chai";
import fc from "fast-check";
import { percentile } from "./percentile.ts";

describe("a percentile", () => {
  const cases: [number[], number, number][] = [
    [[7], 0.5, 7],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4, 5], 0.5, 3],
    [[1, 2, 3, 4], 0, 1],
    [[1, 2, 3, 4], 1, 4],
  ];
  for (const [samples, share, expected] of cases) {
    it(`is the sample of nearest rank: ${share} of ${samples.join(", ")} is ${expected}`, () => {
      expect(percentile(samples, share)).to.equal(expected);
    });
  }

  it("of the 99th hundredth leaves one sample in a hundred above it", () => {
    const samples = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(samples, 0.99)).to.equal(99);
  });

  it("is a sample, and at least that share of all samples do not exceed it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.integer({ min: 0, max: 100 }),
        (samples, hundredths) => {
          const ascending = samples.sort((a, b) => a - b);
          const found = percentile(ascending, hundredths / 100);
          expect(ascending).to.include(found);
          const within = ascending.filter((sample) => sample <= found).length;
          expect(within * 100).to.be.at.least(ascending.length * hundredths);
        },
      ),
    );
  });

  it("of nothing is not a number", () => {
    expect(percentile([], 0.5)).to.satisfy(Number.isNaN);
  });
});
