import { expect } from "chai";
import fc from "fast-check";
import { type BetMoment, temperaments } from "./temperament.ts";

const runners = fc
  .array(fc.record({ rating: fc.nat(500), winOdds: fc.nat(5_000), placeOdds: fc.nat(900) }), {
    minLength: 2,
    maxLength: 24,
  })
  .map((field) => field.map((runner, index) => ({ number: index + 1, ...runner })));

describe("a simulated player", () => {
  for (const { name, choose, window, betsMax } of temperaments) {
    it(`who is a ${name} stakes round chips that it has, on runners of the field, none of them twice`, () => {
      fc.assert(
        fc.property(
          runners,
          fc.bigInt({ min: 0n, max: 10_000_000n }),
          fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 6 }),
          (field, available, draws) => {
            let drawn = 0;
            const random = () => draws[drawn++ % draws.length] ?? 0;
            const moment: BetMoment = { runners: field, favourite: 0, available, random };
            const wager = choose(moment);
            if (wager === undefined) return;
            expect(wager.stake > 0n && wager.stake <= available).to.equal(true);
            expect(wager.stake % 10n).to.equal(0n);
            for (const number of wager.selection) expect(number).to.be.within(1, field.length);
            expect(new Set(wager.selection).size).to.equal(wager.selection.length);
          },
        ),
      );
    });

    it(`who is a ${name} bets while betting is open, and only so often`, () => {
      expect(window[0]).to.be.at.least(0);
      expect(window[1]).to.be.within(window[0], 0.95);
      expect(betsMax).to.be.within(1, 4);
    });
  }

  it("who backs the favourite backs the pool's favourite where there is one", () => {
    const field = [1, 2, 3].map((number) => ({ number, rating: 0, winOdds: 0, placeOdds: 0 }));
    const wager = temperaments[0]?.choose({
      runners: field,
      favourite: 3,
      available: 1_000n,
      random: () => 0,
    });
    expect(wager).to.deep.equal({ market: "win", selection: [3], stake: 80n });
  });

  it("who is broke bets nothing", () => {
    const field = [1, 2].map((number) => ({ number, rating: 0, winOdds: 0, placeOdds: 0 }));
    for (const { choose } of temperaments) {
      const moment = { runners: field, favourite: 0, available: 9n, random: () => 0.5 };
      expect(choose(moment)).to.equal(undefined);
    }
  });
});
