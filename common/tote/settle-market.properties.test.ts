import { expect } from "chai";
import fc from "fast-check";
import { type Market, marketNames, type OrderOfFinish, type ToteBet } from "./market.ts";
import { markets } from "./markets.ts";
import { refundAll } from "./refund-all.ts";
import { scratchedBets } from "./scratched-bets.ts";
import { selectionKey } from "./selection-pools.ts";
import { type PoolResult, settleMarket } from "./settle-market.ts";

/** Every cut of a shuffled field into placings: each runner ties with the one before it or not. */
const orders = fc
  .uniqueArray(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 8 })
  .chain((runners) =>
    fc.tuple(fc.constant(runners), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })),
  )
  .map(([runners, ties]) => {
    const order: number[][] = [];
    for (const [i, runner] of runners.entries()) {
      const last = order.at(-1);
      if (last !== undefined && ties[i] === true) last.push(runner);
      else order.push([runner]);
    }
    return order;
  });

const stakes = fc.oneof(
  fc.bigInt({ min: 1n, max: 20n }),
  fc.bigInt({ min: 1n, max: 10n ** 5n }),
  fc.bigInt({ min: 1n, max: 10n ** 18n }),
);

/**
 * Bets that this field allows, in their normal form; half of them name runners that finished early,
 * so that the market's own result and each of its fallbacks come up.
 */
function betsIn(market: Market, order: OrderOfFinish): fc.Arbitrary<ToteBet[]> {
  const runners = order.flat();
  if (runners.length < market.selectionSize) return fc.constant([]);
  const size = { minLength: market.selectionSize, maxLength: market.selectionSize };
  const selection = fc
    .oneof(
      fc.shuffledSubarray(runners, size),
      fc.shuffledSubarray(runners.slice(0, market.selectionSize + 1), size),
    )
    .map((named) => {
      const normal = market.normaliseSelection(named, new Set(runners));
      if (!normal.ok) throw new Error(`the ${market.name} market refused ${named.join("-")}`);
      return normal.value;
    });
  return fc
    .array(fc.record({ selection, stake: stakes }), { maxLength: 12 })
    .map((bets) => bets.map((bet, i) => ({ ...bet, id: `${i}` })));
}

const toteRules = fc.record(
  {
    takeoutBps: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10_000 })),
    breakUnit: fc.bigInt({ min: 1n, max: 50n }),
    minimumDividend: fc.bigInt({ min: 100n, max: 120n }),
  },
  { requiredKeys: ["takeoutBps"] },
);

const results: fc.Arbitrary<PoolResult> = fc
  .tuple(fc.constantFrom(...marketNames), orders)
  .chain(([name, order]) =>
    fc.record({
      market: fc.constant(markets[name]),
      runnerCount: fc.constant(order.flat().length),
      order: fc.constant(order),
      bets: betsIn(markets[name], order),
      rules: toteRules,
    }),
  );

const runs = { numRuns: 4000 };
const sum = (amounts: bigint[]) => amounts.reduce((a, b) => a + b, 0n);

function forEveryResult(check: (result: PoolResult) => void): void {
  fc.assert(fc.property(results, check), runs);
}

describe("for every order, tie, pool and rules", () => {
  it("no chip is made or lost: paid + takeout + breakage = gross", () => {
    forEveryResult((result) => {
      const s = settleMarket(result);
      expect(s.paid + s.takeout + s.breakage).equal(s.gross);
      expect(s.net).equal(s.gross - s.takeout);
      expect(s.gross + s.refunds).equal(sum(result.bets.map(({ stake }) => stake)));
      expect(sum(s.payouts.map(({ payout }) => payout))).equal(s.paid + s.refunds);
      expect(s.payouts.map(({ id }) => id)).deep.equal(result.bets.map(({ id }) => id));
    });
  });

  it("the shares of the profit sum to 1 and name each backed selection at most once", () => {
    forEveryResult(({ market, order, bets }) => {
      const backed = new Map(bets.map(({ selection }) => [selectionKey(selection), selection]));
      const shares = market.profitShares(order, [...backed.values()]);
      const named = shares.flatMap(({ selections }) => selections.map(selectionKey));
      expect(new Set(named).size).equal(named.length);
      expect(named.every((key) => backed.has(key))).equal(true);
      expect(shares.every(({ selections }) => selections.length > 0)).equal(true);
      const denominator = shares.reduce((product, share) => product * share.denominator, 1n);
      const parts = shares.map((s) => (s.numerator * denominator) / s.denominator);
      if (shares.length > 0) expect(sum(parts)).equal(denominator);
    });
  });

  it("no winning bet is paid below its stake", () => {
    forEveryResult((result) => {
      const { payouts } = settleMarket(result);
      for (const [i, { status, payout }] of payouts.entries()) {
        const stake = result.bets[i]?.stake ?? 0n;
        if (status === "lost") expect(payout).equal(0n);
        else expect(payout >= stake).equal(true);
      }
    });
  });

  it("unbroken dividends leave at most a chip per winner, and a minus pool takes only the takeout", () => {
    forEveryResult((result) => {
      const { takeoutBps } = result.rules;
      const s = settleMarket({ ...result, rules: { takeoutBps } });
      expect(s.paid <= s.gross).equal(true);
      if (s.outcome === "refunded") return;
      const winners = s.payouts.filter(({ status }) => status === "won").length;
      expect(s.breakage <= BigInt(winners)).equal(true);
      if (takeoutBps === 0) expect(s.breakage >= 0n).equal(true);
    });
  });

  it("the order in which bets came changes nothing", () => {
    const shuffled = results.chain((result) =>
      fc.tuple(
        fc.constant(result),
        fc.shuffledSubarray([...result.bets], { minLength: result.bets.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([result, bets]) => {
        const before = settleMarket(result);
        const after = settleMarket({ ...result, bets });
        const byId = (a: { id: string }, b: { id: string }) => Number(a.id) - Number(b.id);
        expect({ ...after, payouts: after.payouts.sort(byId) }).deep.equal(before);
      }),
      runs,
    );
  });

  it("the order in which a dead heat is listed changes nothing", () => {
    forEveryResult((result) => {
      const order = result.order.map((tied) => [...tied].reverse());
      expect(settleMarket({ ...result, order })).deep.equal(settleMarket(result));
    });
  });

  it("a bet split in two is paid the same, less one chip of rounding at most", () => {
    forEveryResult((result) => {
      const [bet, ...others] = result.bets;
      if (bet === undefined || bet.stake < 2n) return;
      const half = bet.stake / 2n;
      const whole = settleMarket(result).payouts[0]?.payout ?? 0n;
      const halves = settleMarket({
        ...result,
        bets: [{ ...bet, stake: half }, { ...bet, id: "rest", stake: bet.stake - half }, ...others],
      }).payouts.slice(0, 2);
      const lost = whole - sum(halves.map(({ payout }) => payout));
      expect(lost === 0n || lost === 1n).equal(true);
    });
  });

  it("a refund returns every chip to the bet it came from", () => {
    forEveryResult(({ bets }) => {
      const refund = refundAll(bets);
      expect(refund.refunds).equal(sum(bets.map(({ stake }) => stake)));
      expect(refund.payouts.map(({ payout }) => payout)).deep.equal(bets.map(({ stake }) => stake));
    });
  });
});

describe("a scratch", () => {
  it("gives every stake on the runner back, and the rest is a pool that settles by itself", () => {
    const scratched = results.chain((result) =>
      fc.tuple(fc.constant(result), fc.constantFrom(...result.order.flat())),
    );
    fc.assert(
      fc.property(scratched, ([result, runner]) => {
        const back = scratchedBets(result.bets, runner);
        const bets = result.bets.filter((bet) => !back.includes(bet));
        const order = result.order
          .map((tied) => tied.filter((other) => other !== runner))
          .filter((tied) => tied.length > 0);
        const s = settleMarket({ ...result, bets, order, runnerCount: result.runnerCount - 1 });
        const staked = sum(result.bets.map(({ stake }) => stake));
        expect(s.gross + s.refunds + refundAll(back).refunds).equal(staked);
        expect(s.paid + s.takeout + s.breakage).equal(s.gross);
        expect(s.dividends.some(({ selection }) => selection.includes(runner))).equal(false);
      }),
      runs,
    );
  });
});

describe("without a dead heat", () => {
  it("an exotic market that somebody has pays all its money to that one selection", () => {
    const exotics = results.filter(
      ({ market, runnerCount }) => market.selectionSize > 1 && runnerCount >= market.runnersMin,
    );
    fc.assert(
      fc.property(exotics, (result) => {
        const { market, bets } = result;
        const order = result.order.flat().map((runner) => [runner]);
        const placed = order.flat().slice(0, market.selectionSize);
        const right = market.normaliseSelection(placed, new Set(placed));
        if (!right.ok) throw new Error("the first runners are no selection");
        const winner = { id: "winner", selection: right.value, stake: 10n };
        const rules = { takeoutBps: 0 };
        const s = settleMarket({ ...result, order, bets: [...bets, winner], rules });
        expect(s.dividends.map(({ selection }) => selection)).deep.equal([right.value]);
        expect(s.gross - s.paid < BigInt(bets.length + 1)).equal(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("place pays each placed runner its stake and half the profit, to the chip", () => {
    forEveryResult((result) => {
      const order = result.order.flat().map((runner) => [runner]);
      const on = (i: number) =>
        sum(result.bets.filter((b) => b.selection[0] === order[i]?.[0]).map((b) => b.stake));
      const profit = sum(result.bets.map((b) => b.stake)) - on(0) - on(1);
      if (result.market.selectionSize > 1 || order.length < 4) return;
      if (on(0) === 0n || on(1) === 0n) return;
      const rules = { takeoutBps: 0 };
      const { payouts } = settleMarket({ ...result, market: markets.place, order, rules });
      for (const [i, bet] of result.bets.entries()) {
        const placing = order.findIndex(([runner]) => runner === bet.selection[0]);
        const profitOfBet = placing > 1 ? 0n : (profit * bet.stake) / (2n * on(placing));
        expect(payouts[i]?.payout).equal(placing > 1 ? 0n : bet.stake + profitOfBet);
      }
    });
  });
});
