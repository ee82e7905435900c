import { expect } from "chai";
import fc from "fast-check";
import type { Market, ToteRules } from "./market.ts";
import { markets } from "./markets.ts";
import { potentialReturnOf } from "./potential-return.ts";
import { selectionPools } from "./selection-pools.ts";
import { settleMarket } from "./settle-market.ts";
import type { StakesByRunner } from "./stakes-by-runner.ts";

const rules = { takeoutBps: 0 };
const { win, place } = markets;
const stakesByRunner = new Map([
  [1, 300n],
  [2, 500n],
  [3, 200n],
  [4, 0n],
]);

/** On one runner, of a pool that is known by runner. */
function potentialReturn({
  runner,
  stakesByRunner,
  ...slip
}: {
  market: Market;
  stake: bigint;
  runner: number;
  stakesByRunner: StakesByRunner;
  rules: ToteRules;
}): bigint {
  const pools = selectionPools(
    [...stakesByRunner].map(([staked, stake]) => ({ selection: [staked], stake })),
  );
  const field = new Set(stakesByRunner.keys());
  return potentialReturnOf({ ...slip, selection: [runner], pools, field });
}

describe("the potential return of a stake (TOTE-9)", () => {
  it("counts the stake into its own pool", () => {
    // 1100 / 400 x 100 = 275; the board's 3.33 would have promised 333.
    const slip = { market: win, stake: 100n, runner: 1, stakesByRunner, rules };
    expect(potentialReturn(slip)).equal(275n);
  });

  it("is the whole pool for the first stake on a runner", () => {
    const slip = { market: win, stake: 10n, runner: 4, stakesByRunner, rules };
    expect(potentialReturn(slip)).equal(1010n);
  });

  it("assumes in place that the most backed of the others takes the other place", () => {
    // Profit 1100 - 400 - 500 = 200, 100 to runner 1: 100 + 100 x 100/400.
    const slip = { market: place, stake: 100n, runner: 1, stakesByRunner, rules };
    expect(potentialReturn(slip)).equal(125n);
  });

  it("is the stake where the pool would go back, and nothing for nothing", () => {
    const small = new Map([...stakesByRunner].slice(0, 3));
    const slip = { market: place, stake: 50n, runner: 1, stakesByRunner: small, rules };
    expect(potentialReturn(slip)).equal(50n);
    expect(potentialReturn({ ...slip, stake: 0n })).equal(0n);
    expect(potentialReturn({ ...slip, market: win, stake: 0n })).equal(0n);
    expect(potentialReturn({ market: win, stake: 0n, runner: 4, stakesByRunner, rules })).equal(0n);
  });

  it("throws on a negative stake and on a runner that is not in the field", () => {
    const slip = { market: win, stake: 10n, runner: 1, stakesByRunner, rules };
    expect(() => potentialReturn({ ...slip, stake: -1n })).throw(RangeError);
    expect(() => potentialReturn({ ...slip, runner: 9 })).throw(RangeError);
  });

  it("is what settlement pays when nothing follows the bet and its runner wins", () => {
    const stakes = fc.array(fc.bigInt({ min: 0n, max: 9999n }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(stakes, fc.bigInt({ min: 1n, max: 9999n }), (staked, stake) => {
        const pool = new Map(staked.map((amount, i) => [i + 1, amount]));
        const slip = { market: win, stake, runner: 1, stakesByRunner: pool, rules };
        const bets = [...pool]
          .filter(([, amount]) => amount > 0n)
          .map(([runner, amount]) => ({ id: `${runner}`, selection: [runner], stake: amount }));
        const { payouts } = settleMarket({
          market: win,
          runnerCount: pool.size,
          order: [...pool.keys()].map((runner) => [runner]),
          bets: [{ id: "slip", selection: [1], stake }, ...bets],
          rules,
        });
        expect(potentialReturn(slip)).equal(payouts[0]?.payout);
      }),
      { numRuns: 500 },
    );
  });
});
