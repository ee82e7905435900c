import { expect } from "chai";
import fc from "fast-check";
import { permilleShares, tugShares } from "./tug-shares.ts";

const scoreLists = fc.array(fc.integer({ min: 0, max: 50_000_000 }), {
  minLength: 2,
  maxLength: 8,
});

describe("the tug bar", () => {
  it("is shared evenly while nobody has scored", () => {
    expect(tugShares([0, 0, 0, 0])).to.deep.equal([0.25, 0.25, 0.25, 0.25]);
    expect(permilleShares([0, 0])).to.deep.equal([0, 0]);
  });

  it("shows more of a lead than there is", () => {
    const [first, second] = tugShares([9152, 8200, 7495, 6950]) as [number, number];
    expect(first - second).above((9152 - 8200) / (9152 + 8200 + 7495 + 6950));
  });

  it("is always full, and leaves every side room for its flag", () => {
    fc.assert(
      fc.property(scoreLists, (scores) => {
        const parts = tugShares(scores);
        expect(parts.reduce((sum, part) => sum + part, 0)).closeTo(1, 1e-9);
        for (const part of parts) expect(part).at.least(0.07 - 1e-9);
      }),
    );
  });

  it("keeps the order of the scores", () => {
    fc.assert(
      fc.property(scoreLists, (scores) => {
        const parts = tugShares(scores);
        for (const [i, score] of scores.entries()) {
          for (const [j, other] of scores.entries()) {
            if (score > other) expect(parts[i]!).at.least(parts[j]!);
          }
        }
      }),
    );
  });

  it("says percents that add up to a hundred", () => {
    expect(permilleShares([1, 1, 1])).to.deep.equal([334, 333, 333]);
    fc.assert(
      fc.property(scoreLists, (scores) => {
        fc.pre(scores.some((score) => score > 0));
        expect(permilleShares(scores).reduce((sum, share) => sum + share, 0)).to.equal(1_000);
      }),
    );
  });
});
