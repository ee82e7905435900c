import { expect } from "chai";
import fc from "fast-check";
import { approximateDividendOf } from "./approximate-dividend.ts";
import type { Market, ToteRules } from "./market.ts";
import { markets } from "./markets.ts";
import { selectionPools } from "./selection-pools.ts";
import { settleMarket } from "./settle-market.ts";
import { byStake, type StakesByRunner } from "./stakes-by-runner.ts";

const untouched = { takeoutBps: 0 };
const { win, place, show } = markets;

/** Every runner's figure, by saddle number. */
function boardOf({
  market,
  stakesByRunner,
  rules,
}: {
  market: Market;
  stakesByRunner: StakesByRunner;
  rules: ToteRules;
}): Map<number, number> {
  const pools = selectionPools(
    [...stakesByRunner].map(([runner, stake]) => ({ selection: [runner], stake })),
  );
  const field = new Set(stakesByRunner.keys());
  return new Map(
    [...field].map((runner) => {
      const selection = [runner];
      return [runner, approximateDividendOf({ market, selection, pools, field, rules })];
    }),
  );
}

function board(market: Market, stakes: bigint[], rules = untouched): number[] {
  const stakesByRunner = new Map(stakes.map((stake, i) => [i + 1, stake]));
  return [...boardOf({ market, stakesByRunner, rules }).values()];
}

describe("the approximate dividends of a board (TOTE-9)", () => {
  it("are net over stake in win, truncated to hundredths", () => {
    expect(board(win, [300n, 500n, 200n])).deep.equal([333, 200, 500]);
    // Net 830: 2.7666, 1.66, 4.15.
    expect(board(win, [300n, 500n, 200n], { takeoutBps: 1700 })).deep.equal([276, 166, 415]);
  });

  it("assume in place that the most backed of the others takes the other place", () => {
    // With 3 (400): 1: profit 400, 1 + 200/200; 2: 300, 1 + 150/300; 4: 500, 1 + 250/100.
    // 3 with 2 (300): profit 300, 1 + 150/400.
    expect(board(place, [200n, 300n, 400n, 100n])).deep.equal([200, 150, 137, 350]);
  });

  it("assume in show that the two most backed of the others take the other places", () => {
    // 1 with 3 and 2: profit 1000 - 900 = 100: 1 + 33.33/200. 4 with 3 and 2: 200: 1 + 66.66/100.
    expect(board(show, [200n, 300n, 400n, 100n, 0n])).deep.equal([116, 111, 108, 166, 0]);
  });

  it("are 0 for a runner nobody backed", () => {
    expect(board(win, [0n, 50n, 0n])).deep.equal([0, 100, 0]);
    expect(board(place, [0n, 0n, 0n, 0n])).deep.equal([0, 0, 0, 0]);
  });

  it("are 0 in a field from which the pool would go back", () => {
    expect(board(place, [10n, 20n, 30n])).deep.equal([0, 0, 0]);
  });

  it("stop at 999.99", () => {
    expect(board(win, [1n, 999_998n])).deep.equal([99_999, 100]);
    expect(board(win, [1n, 998n])).deep.equal([99_900, 100]);
  });
});

describe("for every board", () => {
  const boards = fc
    .record({
      market: fc.constantFrom<Market>(win, place, show),
      stakes: fc.array(fc.bigInt({ min: 0n, max: 5000n }), { minLength: 4, maxLength: 9 }),
      takeoutBps: fc.integer({ min: 0, max: 10_000 }),
      breakUnit: fc.option(fc.constantFrom(5n, 10n, 20n), { nil: undefined }),
    })
    .map(({ market, stakes, takeoutBps, breakUnit }) => ({
      market,
      stakesByRunner: new Map(stakes.map((stake, i) => [i + 1, stake])),
      rules: breakUnit === undefined ? { takeoutBps } : { takeoutBps, breakUnit },
    }));

  type Board = typeof boards extends fc.Arbitrary<infer B> ? B : never;

  /** Hundredths that the settled pool pays per chip on a runner, in an order without ties. */
  function settled({ market, stakesByRunner, rules }: Board, order: number[]): Map<number, number> {
    const bets = [...stakesByRunner]
      .filter(([, stake]) => stake > 0n)
      .map(([runner, stake]) => ({ id: `${runner}`, selection: [runner], stake }));
    const { dividends } = settleMarket({
      market,
      runnerCount: order.length,
      order: order.map((runner) => [runner]),
      bets,
      rules,
    });
    return new Map(
      dividends.map(({ selection: [runner = 0], perUnit }) => [
        runner,
        Number(perUnit.replace(".", "").slice(0, -2)),
      ]),
    );
  }

  it("the figure is what settlement declares when the runner wins ahead of the most backed", () => {
    fc.assert(
      fc.property(boards, (shown) => {
        for (const [runner, figure] of boardOf(shown)) {
          if (shown.stakesByRunner.get(runner) === 0n) continue;
          const others = byStake(shown.stakesByRunner).filter((other) => other !== runner);
          const declared = settled(shown, [runner, ...others]).get(runner) ?? 0;
          expect(figure).equal(Math.min(declared, 99_999));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("no order of finish without a dead heat pays a runner that covers its place less", () => {
    const finished = boards.chain((shown) =>
      fc.tuple(
        fc.constant(shown),
        fc.shuffledSubarray([...shown.stakesByRunner.keys()], {
          minLength: shown.stakesByRunner.size,
        }),
      ),
    );
    fc.assert(
      fc.property(finished, ([shown, order]) => {
        const figures = boardOf(shown);
        for (const [runner, declared] of settled(shown, order)) {
          expect(declared >= (figures.get(runner) ?? 0)).equal(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
