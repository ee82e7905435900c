import { expect } from "chai";
import type { Market, MarketName, OrderOfFinish, ToteBet, ToteRules } from "./market.ts";
import { markets } from "./markets.ts";
import { settleMarket } from "./settle-market.ts";

function settle(
  market: MarketName,
  order: OrderOfFinish,
  bets: readonly ToteBet[],
  rules: ToteRules = { takeoutBps: 0 },
) {
  const runnerCount = order.flat().length;
  return settleMarket({ market: markets[market], runnerCount, order, bets, rules });
}

describe("settleMarket", () => {
  it("rounds down once per bet and leaves the rest as breakage (TOTE-7)", () => {
    // 1000 / 300: a bet of 100 is paid 333.33, one of 200 666.66.
    const bets = [
      { id: "a", selection: [1], stake: 100n },
      { id: "b", selection: [1], stake: 200n },
      { id: "c", selection: [2], stake: 700n },
    ];
    const settlement = settle("win", [[1], [2]], bets);
    expect(settlement.payouts.map(({ payout }) => payout)).deep.equal([333n, 666n, 0n]);
    expect(settlement.breakage).equal(1n);
  });
});

describe("a pool goes back", () => {
  const refunds: { rule: string; market: MarketName; order: OrderOfFinish; backed: number[] }[] = [
    {
      rule: "from place with 3 runners (TOTE-1)",
      market: "place",
      order: [[1], [2], [3]],
      backed: [1, 2],
    },
    { rule: "from win with 1 runner (TOTE-1)", market: "win", order: [[1]], backed: [1] },
    {
      rule: "from win without a bet on first or second (TOTE-5)",
      market: "win",
      order: [[1], [2], [3]],
      backed: [3],
    },
    {
      rule: "from place without a bet on the first three (TOTE-5)",
      market: "place",
      order: [[1], [2], [3], [4]],
      backed: [4],
    },
    {
      rule: "when an unbacked dead heat is first and second (TOTE-5)",
      market: "win",
      order: [[1, 2], [3]],
      backed: [3],
    },
    { rule: "when it is empty", market: "win", order: [[1], [2]], backed: [] },
  ];
  for (const { rule, market, order, backed } of refunds) {
    it(`${rule}, every chip and no takeout`, () => {
      const bets = backed.map((runner) => ({ id: `${runner}`, selection: [runner], stake: 101n }));
      expect(settle(market, order, bets, { takeoutBps: 1700 })).deep.equal({
        outcome: "refunded",
        gross: 0n,
        takeout: 0n,
        net: 0n,
        paid: 0n,
        breakage: 0n,
        refunds: 101n * BigInt(bets.length),
        dividends: [],
        payouts: bets.map(({ id }) => ({ id, status: "refunded", payout: 101n })),
      });
    });
  }
});

describe("settleMarket, on a market of combinations", () => {
  /** First with anything and anything with second, half the profit each (the fallback of an exacta). */
  const halves: Market = {
    name: "halves",
    selectionSize: 2,
    places: 2,
    runnersMin: 3,
    normaliseSelection: (selection) => ({ ok: true, value: selection }),
    profitShares: (order, backed) => [
      {
        selections: backed.filter(([first = 0]) => order[0]?.includes(first)),
        numerator: 1n,
        denominator: 2n,
      },
      {
        selections: backed.filter(([, second = 0]) => order[1]?.includes(second)),
        numerator: 1n,
        denominator: 2n,
      },
    ],
  };

  it("pays all who share one part the same dividend", () => {
    // Profit 1000 - 100 - 300 - 400 = 200, 100 a side: 1 + 100/400 and 1 + 100/400.
    const bets = [
      { id: "a", selection: [1, 3], stake: 100n },
      { id: "b", selection: [1, 4], stake: 300n },
      { id: "c", selection: [3, 2], stake: 400n },
      { id: "d", selection: [4, 3], stake: 200n },
    ];
    const settlement = settleMarket({
      market: halves,
      runnerCount: 4,
      order: [[1], [2], [3], [4]],
      bets,
      rules: { takeoutBps: 0 },
    });
    expect(settlement.payouts.map(({ payout }) => payout)).deep.equal([125n, 375n, 500n, 0n]);
    expect(settlement.dividends.map(({ perUnit }) => perUnit)).deep.equal(Array(3).fill("1.2500"));
  });
});

describe("settleMarket throws on", () => {
  const bet = { id: "a", selection: [1], stake: 10n };
  const settleTwo = (bets: ToteBet[], rules?: ToteRules) => () =>
    settle("win", [[1], [2]], bets, rules);

  it("a market that gives profit to nobody", () => {
    const profitShares = () => [{ selections: [], numerator: 1n, denominator: 1n }];
    const market = { ...markets.win, profitShares };
    const pool = { market, runnerCount: 2, order: [[1], [2]], bets: [], rules: { takeoutBps: 0 } };
    expect(() => settleMarket(pool)).throw("profit to nobody");
  });
  it("a stake below one chip", () => {
    expect(settleTwo([{ ...bet, stake: 0n }])).throw(RangeError, "stake of 0");
  });
  it("a bet that is in the pool twice", () => {
    expect(settleTwo([bet, bet])).throw("bet a is in the pool twice");
  });
  it("a runner that did not run", () => {
    expect(settleTwo([{ ...bet, selection: [3] }])).throw("no win selection");
  });
  it("an order that is not each runner once", () => {
    const unfinished = { market: markets.win, runnerCount: 3, bets: [], rules: { takeoutBps: 0 } };
    expect(() => settleMarket({ ...unfinished, order: [[1], [2]] })).throw("order of finish");
    expect(() => settleMarket({ ...unfinished, order: [[1], [2], [1]] })).throw("order of finish");
  });
  for (const rules of [
    { takeoutBps: -1 },
    { takeoutBps: 10_001 },
    { takeoutBps: 0.5 },
    { takeoutBps: 0, breakUnit: 0n },
    { takeoutBps: 0, minimumDividend: 99n },
  ]) {
    it(`rules out of range: ${Object.entries(rules).join(" ")}`, () => {
      expect(settleTwo([bet], rules)).throw(RangeError);
    });
  }
});
