import { expect } from "chai";
import fc from "fast-check";
import type { Selection } from "./market.ts";
import { markets } from "./markets.ts";
import { selectionKey } from "./selection-pools.ts";

const runners = [1, 2, 3, 4, 5];
const field = new Set(runners);

/** Orders of finish of five, dead heats of any size. */
const orders = fc
  .tuple(fc.shuffledSubarray(runners, { minLength: 5 }), fc.array(fc.boolean(), { minLength: 5 }))
  .map(([shuffled, ties]) => {
    const order: number[][] = [];
    for (const [i, runner] of shuffled.entries()) {
      if (ties[i] === true && order.length > 0) order.at(-1)!.push(runner);
      else order.push([runner]);
    }
    return order;
  });

function permutations(tied: readonly number[]): number[][] {
  if (tied.length < 2) return [[...tied]];
  return tied.flatMap((runner) =>
    permutations(tied.filter((other) => other !== runner)).map((rest) => [runner, ...rest]),
  );
}

/** Every order without ties that a camera with more pixels could have shown. */
function untied(order: readonly (readonly number[])[]): number[][] {
  return order.reduce<number[][]>(
    (fronts, tied) =>
      fronts.flatMap((front) => permutations(tied).map((behind) => [...front, ...behind])),
    [[]],
  );
}

describe("an exotic market after any result (TOTE-4)", () => {
  for (const name of ["exacta", "quinella", "trifecta"] as const) {
    const market = markets[name];
    const normal = (selection: Selection) => {
      const outcome = market.normaliseSelection(selection, field);
      if (!outcome.ok) throw new Error(`${name} refused ${selectionKey(selection)}`);
      return outcome.value;
    };
    const all = untied([runners]).map((order) => normal(order.slice(0, market.selectionSize)));
    const every = [...new Map(all.map((it) => [selectionKey(it), it])).values()];

    it(`is won in ${name} by what some untying of the dead heats puts first, in equal parts`, () => {
      fc.assert(
        fc.property(orders, fc.subarray(every), (order, backed) => {
          const right = new Set(
            untied(order).map((one) => selectionKey(normal(one.slice(0, market.selectionSize)))),
          );
          const winners = backed.map(selectionKey).filter((key) => right.has(key));
          if (winners.length === 0) return;
          const shares = market.profitShares(order, backed);
          const named = shares.flatMap(({ selections }) => selections.map(selectionKey));
          expect(named.sort()).deep.equal(winners.sort());
          for (const { numerator, denominator } of shares) {
            expect(numerator * BigInt(winners.length)).equal(denominator);
          }
        }),
        { numRuns: 500 },
      );
    });

    it(`goes back in ${name} only when nobody has named a runner in its place`, () => {
      fc.assert(
        fc.property(orders, fc.subarray(every, { maxLength: 4 }), (order, backed) => {
          if (market.profitShares(order, backed).length > 0) return;
          const places = name === "trifecta" ? 1 : 2;
          for (const one of untied(order)) {
            const hit = backed.filter((selection) =>
              name === "quinella"
                ? selection.some((runner) => one.slice(0, 2).includes(runner))
                : selection.slice(0, places).some((runner, i) => one[i] === runner),
            );
            expect(hit).deep.equal([]);
          }
        }),
        { numRuns: 500 },
      );
    });
  }
});
