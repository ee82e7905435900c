import { expect } from "chai";
import type { MarketName, OrderOfFinish, Selection } from "./market.ts";
import { markets } from "./markets.ts";
import { selectionKey } from "./selection-pools.ts";

type Exotic = Extract<MarketName, "exacta" | "quinella" | "trifecta">;

/** Each part of the profit as `"part: who shares it"`, selections as `1-2`. */
function parts(market: Exotic, order: OrderOfFinish, backed: Selection[]): string[] {
  return markets[market]
    .profitShares(order, backed)
    .map(
      ({ selections, numerator, denominator }) =>
        `${numerator}/${denominator}: ${selections.map(selectionKey).join(" ")}`,
    );
}

const finish = [[1], [2], [3], [4], [5]];

interface Row {
  rule: string;
  order: OrderOfFinish;
  backed: Selection[];
  parts: string[];
}

function table(market: Exotic, rows: Row[]): void {
  for (const row of rows) {
    it(row.rule, () => {
      expect(parts(market, row.order, row.backed)).deep.equal(row.parts);
      // The order in which selections were first backed decides nothing.
      expect(parts(market, row.order, [...row.backed].reverse())).deep.equal(row.parts);
    });
  }
}

/**
 * Without a dead heat: Connecticut 12-574-A18 (h) to (j). Nobody has it: "distributed as a place pool"
 * between those with the first to be first and those with the second to be second, so half the
 * profit to each side. Dead heats: the covered combinations share equally, Florida 75-7.002 (2)(b);
 * in the fallback as in a place pool, Virginia 11VAC10-20-320: half to the winner, a quarter to each.
 */
describe("the exacta", () => {
  table("exacta", [
    {
      rule: "gives the whole profit to the first two in order (TOTE-3)",
      order: finish,
      backed: [
        [1, 2],
        [2, 1],
        [1, 3],
      ],
      parts: ["1/1: 1-2"],
    },
    {
      rule: "splits it equally between both orders of a tie for first (TOTE-4)",
      order: [[2, 1], [3], [4]],
      backed: [
        [2, 1],
        [1, 2],
        [1, 3],
      ],
      parts: ["1/2: 1-2", "1/2: 2-1"],
    },
    {
      rule: "gives it all to the one order of a tie for first that is backed (TOTE-4)",
      order: [[1, 2], [3], [4]],
      backed: [
        [2, 1],
        [1, 3],
      ],
      parts: ["1/1: 2-1"],
    },
    {
      rule: "splits it equally between the winner with each that tie for second (TOTE-4)",
      order: [[1], [2, 3], [4]],
      backed: [
        [1, 3],
        [1, 2],
        [2, 1],
        [2, 3],
      ],
      parts: ["1/2: 1-2", "1/2: 1-3"],
    },
    {
      rule: "has six right orders after a tie for first by three (TOTE-4)",
      order: [[1, 2, 3], [4]],
      backed: [
        [1, 2],
        [1, 3],
        [2, 1],
        [2, 3],
        [3, 1],
        [3, 2],
        [1, 4],
      ],
      parts: ["1/6: 1-2", "1/6: 1-3", "1/6: 2-1", "1/6: 2-3", "1/6: 3-1", "1/6: 3-2"],
    },
    {
      rule: "nobody has: half to the first with anything, half to anything with the second (TOTE-5)",
      order: finish,
      backed: [
        [5, 2],
        [3, 2],
        [1, 4],
        [1, 3],
        [2, 1],
      ],
      parts: ["1/2: 1-3 1-4", "1/2: 3-2 5-2"],
    },
    {
      rule: "nobody has, and one side is not covered: the other takes all (TOTE-5)",
      order: finish,
      backed: [
        [3, 2],
        [2, 1],
      ],
      parts: ["1/1: 3-2"],
    },
    {
      rule: "nobody has, with a tie for second: half to the winner, a quarter to each tied (TOTE-4)",
      order: [[1], [2, 3], [4], [5]],
      backed: [
        [1, 4],
        [4, 2],
        [4, 3],
        [5, 3],
      ],
      parts: ["1/2: 1-4", "1/4: 4-2", "1/4: 4-3 5-3"],
    },
    {
      rule: "nobody has, with a tie for first: equal parts for each runner in each place (TOTE-4)",
      order: [[1, 2], [3], [4], [5]],
      backed: [
        [1, 4],
        [2, 3],
        [4, 1],
        [5, 2],
      ],
      parts: ["2/8: 1-4", "2/8: 2-3", "2/8: 4-1", "2/8: 5-2"],
    },
    {
      rule: "goes back when neither side is covered (TOTE-5)",
      order: finish,
      backed: [
        [2, 1],
        [3, 1],
        [4, 5],
      ],
      parts: [],
    },
  ]);
});

/**
 * Ohio 3769-13-20: (D) nobody has it: as a place pool between those with the first and those with the
 * second, as a win pool when only one side is covered; (E) a tie for second as a place pool, a tie
 * for first by more than two to all combinations of any two of them.
 */
describe("the quinella", () => {
  table("quinella", [
    {
      rule: "gives the whole profit to the first two in either order (TOTE-3)",
      order: [[2], [1], [3], [4]],
      backed: [
        [1, 2],
        [1, 3],
        [2, 3],
      ],
      parts: ["1/1: 1-2"],
    },
    {
      rule: "does not mind a tie for first by two",
      order: [[1, 2], [3], [4]],
      backed: [
        [1, 2],
        [1, 3],
      ],
      parts: ["1/1: 1-2"],
    },
    {
      rule: "is any two of three that tie for first, in equal parts (TOTE-4)",
      order: [[3, 2, 1], [4]],
      backed: [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
      parts: ["1/2: 1-2", "1/2: 2-3"],
    },
    {
      rule: "splits a tie for second equally between the pairs with the winner (TOTE-4)",
      order: [[2], [1, 3], [4]],
      backed: [
        [1, 2],
        [2, 3],
        [1, 3],
      ],
      parts: ["1/2: 1-2", "1/2: 2-3"],
    },
    {
      rule: "nobody has: half to the pairs with the first, half to those with the second (TOTE-5)",
      order: finish,
      backed: [
        [1, 3],
        [1, 4],
        [2, 5],
        [3, 4],
      ],
      parts: ["1/2: 1-3 1-4", "1/2: 2-5"],
    },
    {
      rule: "nobody has, and one side is not covered: the other takes all (TOTE-5)",
      order: finish,
      backed: [
        [2, 3],
        [2, 4],
        [3, 4],
      ],
      parts: ["1/1: 2-3 2-4"],
    },
    {
      rule: "nobody has, with a tie for first: half for each of the tied (TOTE-4)",
      order: [[1, 2], [3], [4]],
      backed: [
        [1, 3],
        [2, 3],
        [2, 4],
      ],
      parts: ["2/4: 1-3", "2/4: 2-3 2-4"],
    },
    {
      rule: "nobody has, with a tie for second: a pair of two tied is a way of its own (TOTE-4)",
      order: [[1], [2, 3], [4], [5]],
      backed: [
        [1, 4],
        [2, 4],
        [2, 3],
        [3, 5],
      ],
      parts: ["1/2: 1-4", "1/6: 2-4", "1/6: 2-3", "1/6: 3-5"],
    },
    {
      rule: "goes back when neither of the first two is backed (TOTE-5)",
      order: finish,
      backed: [
        [3, 4],
        [4, 5],
      ],
      parts: [],
    },
  ]);
});

/** The precedence of ARCI 004-105 (WAC 260-48-890): first three, else first two, else first, in order. */
describe("the trifecta", () => {
  table("trifecta", [
    {
      rule: "gives the whole profit to the first three in order (TOTE-3)",
      order: finish,
      backed: [
        [1, 2, 3],
        [1, 2, 4],
        [1, 3, 2],
      ],
      parts: ["1/1: 1-2-3"],
    },
    {
      rule: "splits a tie for third equally between the backed (TOTE-4)",
      order: [[1], [2], [3, 4, 5]],
      backed: [
        [1, 2, 5],
        [1, 2, 3],
        [1, 3, 2],
      ],
      parts: ["1/2: 1-2-3", "1/2: 1-2-5"],
    },
    {
      rule: "has both orders of a tie for first, with the third (TOTE-4)",
      order: [[1, 2], [3], [4]],
      backed: [
        [2, 1, 3],
        [1, 2, 3],
        [1, 3, 2],
      ],
      parts: ["1/2: 1-2-3", "1/2: 2-1-3"],
    },
    {
      rule: "has both orders of a tie for second behind the winner (TOTE-4)",
      order: [[1], [3, 2], [4]],
      backed: [
        [1, 3, 2],
        [1, 2, 3],
        [1, 2, 4],
      ],
      parts: ["1/2: 1-2-3", "1/2: 1-3-2"],
    },
    {
      rule: "nobody has: the first two in order with anything, at one dividend (TOTE-5)",
      order: finish,
      backed: [
        [1, 2, 5],
        [1, 2, 4],
        [1, 3, 2],
      ],
      parts: ["1/1: 1-2-4 1-2-5"],
    },
    {
      rule: "nobody has, with a tie for second: equal parts for the backed first two (TOTE-4)",
      order: [[1], [2, 3, 4], [5]],
      backed: [
        [1, 3, 5],
        [1, 2, 5],
        [1, 5, 2],
      ],
      parts: ["1/2: 1-2-5", "1/2: 1-3-5"],
    },
    {
      rule: "nobody has the first two: the first with anything (TOTE-5)",
      order: finish,
      backed: [
        [1, 3, 2],
        [1, 5, 4],
        [2, 1, 3],
      ],
      parts: ["1/1: 1-3-2 1-5-4"],
    },
    {
      rule: "nobody has the first two, with a tie for first: equal parts for each backed (TOTE-4)",
      order: [[1, 2], [3], [4], [5]],
      backed: [
        [2, 4, 3],
        [1, 4, 3],
        [1, 5, 3],
      ],
      parts: ["1/2: 1-4-3 1-5-3", "1/2: 2-4-3"],
    },
    {
      rule: "goes back when nobody has the first (TOTE-5)",
      order: finish,
      backed: [
        [2, 1, 3],
        [3, 2, 1],
      ],
      parts: [],
    },
  ]);
});

describe("a selection of runners in combination", () => {
  const field = new Set([1, 4, 7, 12]);

  it("keeps its order in exacta and trifecta, and has none in quinella", () => {
    const order = { exacta: [7, 4], quinella: [4, 7], trifecta: [12, 7, 4] };
    const named = { exacta: [7, 4], quinella: [7, 4], trifecta: [12, 7, 4] };
    for (const name of ["exacta", "quinella", "trifecta"] as const) {
      const outcome = markets[name].normaliseSelection(named[name], field);
      expect(outcome).deep.equal({ ok: true, value: order[name] });
    }
    expect(markets.quinella.normaliseSelection([12, 4], field)).deep.equal({
      ok: true,
      value: [4, 12],
    });
  });

  const refused: [name: Exotic, selection: number[], refusal: object][] = [
    ["exacta", [1], { code: "invalid_input" }],
    ["exacta", [1, 4, 7], { code: "invalid_input" }],
    ["exacta", [4, 4], { code: "invalid_input" }],
    ["quinella", [4, 4], { code: "invalid_input" }],
    ["quinella", [], { code: "invalid_input" }],
    ["trifecta", [1, 4], { code: "invalid_input" }],
    ["trifecta", [1, 4, 1], { code: "invalid_input" }],
    ["exacta", [1, 2], { code: "runner_unknown", detail: { runner: 2 } }],
    ["quinella", [9, 1], { code: "runner_unknown", detail: { runner: 9 } }],
    ["trifecta", [1, 4, 0], { code: "runner_unknown", detail: { runner: 0 } }],
  ];
  for (const [name, selection, refusal] of refused) {
    it(`is refused in ${name} when it names [${selection.join(", ")}]`, () => {
      expect(markets[name].normaliseSelection(selection, field)).deep.equal({ ok: false, refusal });
    });
  }
});
