import { expect } from "chai";
import fc from "fast-check";
import { approximateDividendOf } from "./approximate-dividend.ts";
import { type MarketName, marketNames, type Selection } from "./market.ts";
import { markets } from "./markets.ts";
import { potentialReturnOf } from "./potential-return.ts";
import { selectionPools } from "./selection-pools.ts";
import { settleMarket } from "./settle-market.ts";

const rules = { takeoutBps: 0 };
const field = new Set([1, 2, 3, 4, 5]);

function poolsOf(stakes: Record<string, bigint>) {
  return selectionPools(
    Object.entries(stakes).map(([key, stake]) => ({
      selection: key.split("-").map(Number),
      stake,
    })),
  );
}

describe("the approximate dividend of a combination (TOTE-9)", () => {
  const pools = poolsOf({ "1-2": 300n, "2-1": 500n, "3-1": 200n });
  const exacta = { market: markets.exacta, pools, field, rules };

  it("is what it would pay if exactly that combination came in", () => {
    expect(approximateDividendOf({ ...exacta, selection: [1, 2] })).equal(333);
    expect(approximateDividendOf({ ...exacta, selection: [2, 1] })).equal(200);
    const taxed = { ...exacta, rules: { takeoutBps: 2000 } };
    expect(approximateDividendOf({ ...taxed, selection: [3, 1] })).equal(400);
  });

  it("is none for one that nobody backed, and none in a field too small", () => {
    expect(approximateDividendOf({ ...exacta, selection: [1, 3] })).equal(0);
    const small = { ...exacta, field: new Set([1, 2]) };
    expect(approximateDividendOf({ ...small, selection: [1, 2] })).equal(0);
  });

  it("counts a stake that joins into its own pool", () => {
    // 1100 / 400 x 100; the first stake on 1-3 would get all of it.
    expect(potentialReturnOf({ ...exacta, selection: [1, 2], stake: 100n })).equal(275n);
    expect(potentialReturnOf({ ...exacta, selection: [1, 3], stake: 10n })).equal(1010n);
  });

  it("does not exist for a selection the market would not accept", () => {
    for (const selection of [[1], [1, 1], [1, 9]]) {
      expect(() => approximateDividendOf({ ...exacta, selection })).throw("no exacta selection");
    }
    const quinella = { ...exacta, market: markets.quinella, selection: [2, 1] };
    expect(() => potentialReturnOf({ ...quinella, stake: 1n })).throw("2-1 is no quinella");
    expect(() => potentialReturnOf({ ...exacta, selection: [1, 2], stake: -1n })).throw(RangeError);
  });
});

describe("in every market", () => {
  const runners = [...field];
  const selectionOf = (name: MarketName) =>
    fc
      .shuffledSubarray(runners, {
        minLength: markets[name].selectionSize,
        maxLength: markets[name].selectionSize,
      })
      .map((named): Selection => {
        const normal = markets[name].normaliseSelection(named, field);
        return normal.ok ? normal.value : [];
      });
  const slips = fc.constantFrom(...marketNames).chain((name) =>
    fc.record({
      market: fc.constant(markets[name]),
      selection: selectionOf(name),
      stake: fc.bigInt({ min: 1n, max: 9999n }),
      stakes: fc.array(
        fc.record({ selection: selectionOf(name), stake: fc.bigInt({ min: 1n, max: 9999n }) }),
        { maxLength: 8 },
      ),
      takeoutBps: fc.integer({ min: 0, max: 4000 }),
    }),
  );

  it("no order that begins with the selection pays a bet less than its slip said", () => {
    fc.assert(
      fc.property(slips, fc.shuffledSubarray(runners, { minLength: 5 }), (slip, others) => {
        const { market, selection, stake, stakes, takeoutBps } = slip;
        const pools = selectionPools(stakes);
        const said = potentialReturnOf({
          market,
          selection,
          stake,
          pools,
          field,
          rules: { takeoutBps },
        });
        const rest = others.filter((runner) => !selection.includes(runner));
        const { payouts } = settleMarket({
          market,
          runnerCount: 5,
          order: [...selection, ...rest].map((runner) => [runner]),
          bets: [
            { id: "slip", selection, stake },
            ...stakes.map((bet, i) => ({ ...bet, id: `${i}` })),
          ],
          rules: { takeoutBps },
        });
        const paid = payouts[0]?.payout ?? 0n;
        expect(paid >= said).equal(true);
        if (market.selectionSize > 1 || market.name === "win") expect(paid).equal(said);
      }),
      { numRuns: 2000 },
    );
  });
});
