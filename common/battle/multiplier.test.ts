import { expect } from "chai";
import fc from "fast-check";
import { type Boost, boostsOfGift, currentBoost, factorAt } from "./multiplier.ts";

describe("the multiplier of a moment", () => {
  const final = { when: "final", lastsMs: 30_000, factor: 2 } as const;
  const onLion = { when: "gift", giftId: "9", lastsMs: 5_000, factor: 3 } as const;
  const endsAt = 300_000;

  it("is 1 when nothing holds", () => {
    expect(factorAt(1_000, { rules: [final], boosts: [], endsAt })).to.equal(1);
  });

  it("is the final one in the last seconds, to the millisecond", () => {
    const factors = [269_999, 270_000, 299_999].map((at) =>
      factorAt(at, { rules: [final], boosts: [], endsAt }),
    );
    expect(factors).to.deep.equal([1, 2, 2]);
  });

  it("moves with the end", () => {
    expect(factorAt(299_000, { rules: [final], boosts: [], endsAt: 360_000 })).to.equal(1);
  });

  it("is set off by a gift, for what comes after it", () => {
    const boosts = boostsOfGift({ giftId: "9", at: 10_000 }, [final, onLion]);
    expect(boosts).to.deep.equal([{ fromMs: 10_000, untilMs: 15_000, factor: 3 }]);
    const factors = [10_000, 10_001, 15_000, 15_001].map((at) =>
      factorAt(at, { rules: [final, onLion], boosts, endsAt }),
    );
    expect(factors).to.deep.equal([1, 3, 3, 1]);
    expect(boostsOfGift({ giftId: "8", at: 10_000 }, [final, onLion])).to.deep.equal([]);
  });

  it("is the largest that holds, never a product, and lasts as long as the longest of those", () => {
    const boost = fc.record({
      fromMs: fc.nat(1_000),
      untilMs: fc.nat(2_000),
      factor: fc.integer({ min: 2, max: 10 }),
    });
    fc.assert(
      fc.property(fc.array(boost, { maxLength: 8 }), fc.nat(2_000), (boosts, at) => {
        const holds = ({ fromMs, untilMs }: Boost) => fromMs < at && at <= untilMs;
        const factor = Math.max(1, ...boosts.filter(holds).map((each) => each.factor));
        const multipliers = { rules: [], boosts, endsAt };
        expect(factorAt(at, multipliers)).to.equal(factor);
        const lasting = boosts.filter((each) => holds(each) && each.factor === factor);
        expect(currentBoost(at, multipliers)?.untilMs).to.equal(
          lasting.length === 0 ? undefined : Math.max(...lasting.map(({ untilMs }) => untilMs)),
        );
      }),
    );
  });
});
