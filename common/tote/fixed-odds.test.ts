import { expect } from "chai";
import fc from "fast-check";
import { fixedPayout } from "./fixed-payout.ts";
import { fixedPrice } from "./fixed-price.ts";
import { PRICE_MAX, PRICE_MIN, rungAtOrBelow } from "./price-ladder.ts";
import { settleFixed } from "./settle-fixed.ts";
import { worstCase } from "./worst-case.ts";

describe("the payout at a fixed price (TOTE-8)", () => {
  const payouts: [stake: bigint, price: number, tied: number, places: number, payout: bigint][] = [
    [100n, 340, 1, 1, 340n],
    [10n, 101, 1, 1, 10n],
    [7n, 333, 1, 1, 23n],
    // A dead heat by two pays half the price, by three a third: 170, 113.33.
    [100n, 340, 2, 1, 170n],
    [100n, 340, 3, 1, 113n],
    [100n, 150, 2, 1, 75n],
    // Two of three that tie over two places.
    [100n, 340, 3, 2, 226n],
    [0n, 340, 1, 1, 0n],
    [10n ** 18n, 10_000, 1, 1, 10n ** 20n],
  ];
  for (const [stake, price, tied, places, payout] of payouts) {
    it(`is ${payout} for ${stake} at ${price / 100}, ${tied} on ${places} places`, () => {
      expect(fixedPayout({ stake, price, tied, places })).equal(payout);
    });
  }

  it("does not exist below the stake, for no price, or for more places than runners on them", () => {
    const bet = { stake: 10n, price: 200 };
    expect(() => fixedPayout({ ...bet, stake: -1n })).throw("stake of -1");
    for (const price of [100, 0, -5, 1.5, Number.NaN]) {
      expect(() => fixedPayout({ ...bet, price })).throw(RangeError);
    }
    expect(() => fixedPayout({ ...bet, tied: 0 })).throw(RangeError);
    expect(() => fixedPayout({ ...bet, tied: 1, places: 2 })).throw(RangeError);
  });
});

describe("a race at fixed odds (TOTE-8)", () => {
  const prices = [250, 340, 600];
  const bets = [
    { id: "a", selection: [1], stake: 100n, price: 250 },
    { id: "b", selection: [2], stake: 50n, price: 340 },
    { id: "c", selection: [3], stake: 30n, price: 600 },
  ];

  it("pays each winner its own price, and the house keeps the rest", () => {
    const order = [[2], [1], [3]];
    expect(settleFixed({ bets, order, prices })).deep.equal({
      outcome: "paid",
      gross: 180n,
      takeout: 0n,
      net: 180n,
      paid: 170n,
      breakage: 10n,
      refunds: 0n,
      dividends: [{ selection: [2], perUnit: "3.4000" }],
      payouts: [
        { id: "a", status: "lost", payout: 0n },
        { id: "b", status: "won", payout: 170n },
        { id: "c", status: "lost", payout: 0n },
      ],
    });
  });

  it("pays a dead heat its part of each price, and may cost the house", () => {
    const settlement = settleFixed({ bets, order: [[1, 3], [2]], prices });
    expect(settlement.payouts.map(({ payout }) => payout)).deep.equal([125n, 0n, 90n]);
    expect(settlement).to.include({ paid: 215n, breakage: -35n });
    expect(settlement.dividends).deep.equal([
      { selection: [1], perUnit: "1.2500" },
      { selection: [3], perUnit: "3.0000" },
    ]);
  });

  it("has no fallback: nobody on the winner is a loss for all", () => {
    const settlement = settleFixed({ bets: bets.slice(1), order: [[1], [2], [3]], prices });
    expect(settlement).to.include({ outcome: "paid", paid: 0n, breakage: 80n });
  });

  it("gives everything back when one runner is left", () => {
    const settlement = settleFixed({ bets: bets.slice(0, 1), order: [[1]], prices });
    expect(settlement).to.include({ outcome: "refunded", refunds: 100n, gross: 0n });
  });

  it("does not exist for a bet on no runner or a winner without a price", () => {
    const order = [[2], [3]];
    expect(() => settleFixed({ bets, order, prices })).throw("bet a is on 1");
    const unpriced = { bets: bets.slice(2), order, prices: [250] };
    expect(() => settleFixed(unpriced)).throw("runner 2 has no fixed price");
  });
});

describe("the worst case of fixed odds (TOTE-8)", () => {
  it("is the largest payout on one runner less all stakes, and never below 0", () => {
    expect(worstCase([])).equal(0n);
    expect(worstCase([{ stakes: 100n, payouts: 340n }])).equal(240n);
    const balanced = [
      { stakes: 100n, payouts: 150n },
      { stakes: 60n, payouts: 160n },
    ];
    expect(worstCase(balanced)).equal(0n);
  });

  it("is never less than what any order of finish costs, dead heats too", () => {
    const books = fc.record({
      bets: fc.array(
        fc.record({
          selection: fc.integer({ min: 1, max: 4 }).map((runner) => [runner]),
          stake: fc.bigInt({ min: 1n, max: 5000n }),
        }),
        { minLength: 1, maxLength: 10 },
      ),
      prices: fc.array(fc.integer({ min: 101, max: 10_000 }), { minLength: 4, maxLength: 4 }),
      first: fc.shuffledSubarray([1, 2, 3, 4], { minLength: 1 }),
    });
    fc.assert(
      fc.property(books, ({ bets, prices, first }) => {
        const priced = bets.map((bet, i) => ({
          ...bet,
          id: `${i}`,
          price: prices[(bet.selection[0] ?? 0) - 1] ?? 0,
        }));
        const exposures = [1, 2, 3, 4].map((runner) => {
          const own = priced.filter(({ selection }) => selection[0] === runner);
          return {
            stakes: own.reduce((sum, { stake }) => sum + stake, 0n),
            payouts: own.reduce((sum, bet) => sum + fixedPayout(bet), 0n),
          };
        });
        const others = [1, 2, 3, 4].filter((runner) => !first.includes(runner)).map((n) => [n]);
        const s = settleFixed({ bets: priced, order: [first, ...others], prices });
        expect(s.paid + s.takeout + s.breakage).equal(s.gross);
        expect(-s.breakage <= worstCase(exposures)).equal(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the price ladder", () => {
  const rungs: [price: number, rung: number][] = [
    [0, 101],
    [100, 101],
    [101.9, 101],
    [199, 199],
    [201, 200],
    [299, 298],
    [304, 300],
    [399, 395],
    [409, 400],
    [619, 600],
    [1049, 1000],
    [2099, 2000],
    [3199, 3000],
    [5499, 5000],
    [9999, 9500],
    [10_000, 10_000],
    [1e9, 10_000],
  ];
  for (const [price, rung] of rungs) {
    it(`has ${rung / 100} at or below ${price / 100}`, () => {
      expect(rungAtOrBelow(price)).equal(rung);
    });
  }
});

describe("the fixed price of a runner (TOTE-8)", () => {
  it("is what its chance is worth at the upper bound, less the margin, on a rung below", () => {
    // Wilson, z = 3, 12500 of 50000: 0.25586; 1 / 0.25586 = 3.908, less 10 % 3.517.
    expect(fixedPrice({ wins: 12_500, runs: 50_000, marginBps: 0 })).equal(390);
    expect(fixedPrice({ wins: 12_500, runs: 50_000, marginBps: 1_000 })).equal(350);
    // No win in 500: 9 / 509 = 0.01768; 56.56, less 10 % 50.9.
    expect(fixedPrice({ wins: 0, runs: 500_000, marginBps: 0 })).equal(PRICE_MAX);
    expect(fixedPrice({ wins: 0, runs: 500, marginBps: 1_000 })).equal(5_000);
    expect(fixedPrice({ wins: 50_000, runs: 50_000, marginBps: 0 })).equal(PRICE_MIN);
  });

  it("promises never more than a fair price, and more runs promise no less", () => {
    const seen = fc
      .integer({ min: 1, max: 60_000 })
      .chain((runs) => fc.record({ runs: fc.constant(runs), wins: fc.nat(runs) }));
    fc.assert(
      fc.property(seen, fc.integer({ min: 0, max: 5_000 }), ({ wins, runs }, marginBps) => {
        const price = fixedPrice({ wins, runs, marginBps });
        expect(rungAtOrBelow(price)).equal(price);
        if (price > PRICE_MIN) expect(price * wins < 100 * runs).equal(true);
        expect(fixedPrice({ wins: wins * 4, runs: runs * 4, marginBps }) >= price).equal(true);
        if (wins < runs)
          expect(fixedPrice({ wins: wins + 1, runs, marginBps }) <= price).equal(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("makes a book of more than 100 % of any field", () => {
    const fields = fc.array(fc.nat(5_000), { minLength: 2, maxLength: 24 });
    fc.assert(
      fc.property(fields, fc.integer({ min: 0, max: 5_000 }), (field, marginBps) => {
        const runs = field.reduce((sum, wins) => sum + wins, 0);
        if (runs === 0) return;
        const prices = field.map((wins) => fixedPrice({ wins, runs, marginBps }));
        if (prices.includes(PRICE_MIN)) return;
        expect(prices.reduce((sum, price) => sum + 100 / price, 0)).above(1);
      }),
      { numRuns: 1000 },
    );
  });

  it("does not exist for what no simulation says", () => {
    expect(() => fixedPrice({ wins: 1, runs: 0, marginBps: 0 })).throw(RangeError);
    expect(() => fixedPrice({ wins: 3, runs: 2, marginBps: 0 })).throw(RangeError);
    expect(() => fixedPrice({ wins: 0.5, runs: 2, marginBps: 0 })).throw(RangeError);
    expect(() => fixedPrice({ wins: 1, runs: 2, marginBps: 10_000 })).throw(RangeError);
  });
});
