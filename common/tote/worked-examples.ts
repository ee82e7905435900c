import type { MarketName, OrderOfFinish, ToteRules } from "./market.ts";

/** One pool worked by hand from a published rule, for tests. */
export interface WorkedExample {
  rule: string;
  market: MarketName;
  order: OrderOfFinish;
  /** One bet on each selection: `{ "3-1": 200n }` is 200 on 3 before 1. */
  stakes: Record<string, bigint>;
  rules?: ToteRules;
  /** By hand: selection, dividend per chip, payout of its one bet. */
  winners: [selection: number | string, perUnit: string, payout: bigint][];
  takeout?: bigint;
  breakage: bigint;
}

/** Each with the rule it follows and its arithmetic. */
export const workedExamples: readonly WorkedExample[] = [
  {
    // TOTE-3: 1000 / 300 = 3.33333; the bet of 300 gets the pool.
    rule: "winners share the net pool in proportion to stake",
    market: "win",
    order: [[1], [2], [3]],
    stakes: { 1: 300n, 2: 500n, 3: 200n },
    winners: [[1, "3.3333", 1000n]],
    breakage: 0n,
  },
  {
    // TOTE-2: 17 % of 999 is 169.83, so 169; 830 / 300 = 2.76666.
    rule: "takeout is rounded down and leaves the pool first",
    market: "win",
    order: [[1], [2], [3]],
    stakes: { 1: 300n, 2: 500n, 3: 199n },
    rules: { takeoutBps: 1700 },
    winners: [[1, "2.7666", 830n]],
    takeout: 169n,
    breakage: 0n,
  },
  {
    // TOTE-3: profit 1000 - 500 = 500, 250 a place: 1 + 250/200, 1 + 250/300.
    rule: "place splits the profit equally over the two places, not by stake",
    market: "place",
    order: [[1], [2], [3], [4]],
    stakes: { 1: 200n, 2: 300n, 3: 400n, 4: 100n },
    winners: [
      [1, "2.2500", 450n],
      [2, "1.8333", 550n],
    ],
    breakage: 0n,
  },
  {
    // TOTE-3: nobody on 2, so the whole profit 700 - 200 = 500 is 1's: 1 + 500/200.
    rule: "a place nobody backed gives its share to the covered one",
    market: "place",
    order: [[1], [2], [3], [4]],
    stakes: { 1: 200n, 3: 400n, 4: 100n },
    winners: [[1, "3.5000", 700n]],
    breakage: 0n,
  },
  {
    // TOTE-4: profit 500, 250 each. Halves of the pool would have paid 500 and 500.
    rule: "a dead heat splits the profit, not the pool",
    market: "win",
    order: [[1, 2], [3]],
    stakes: { 1: 200n, 2: 300n, 3: 500n },
    winners: [
      [1, "2.2500", 450n],
      [2, "1.8333", 550n],
    ],
    breakage: 0n,
  },
  {
    // TOTE-4: profit 400, 133.33 each: 233.33, 333.33, 433.33; the three thirds of a chip stay.
    rule: "a tie for first by three splits the profit in three",
    market: "win",
    order: [[1, 2, 3], [4]],
    stakes: { 1: 100n, 2: 200n, 3: 300n, 4: 400n },
    winners: [
      [1, "2.3333", 233n],
      [2, "1.6666", 333n],
      [3, "1.4444", 433n],
    ],
    breakage: 1n,
  },
  {
    // TOTE-4: profit 1000 - 900 = 100: 50 to 1, 25 each to 2 and 3.
    rule: "a tie for second in place gives half to the winner and a quarter to each tied",
    market: "place",
    order: [[1], [2, 3], [4]],
    stakes: { 1: 200n, 2: 300n, 3: 400n, 4: 100n },
    winners: [
      [1, "1.2500", 250n],
      [2, "1.0833", 325n],
      [3, "1.0625", 425n],
    ],
    breakage: 0n,
  },
  {
    // TOTE-4: nobody on 3, so 2 takes all of second place: profit 600 - 500 = 100, 50 each.
    rule: "a dead heat's part goes to its backed runners alone",
    market: "place",
    order: [[1], [2, 3], [4]],
    stakes: { 1: 200n, 2: 300n, 4: 100n },
    winners: [
      [1, "1.2500", 250n],
      [2, "1.1666", 350n],
    ],
    breakage: 0n,
  },
  {
    // TOTE-4: both places are theirs: profit 1000 - 900 = 100, 33.33 each.
    rule: "a tie for first by three takes both places",
    market: "place",
    order: [[1, 2, 3], [4]],
    stakes: { 1: 200n, 2: 300n, 3: 400n, 4: 100n },
    winners: [
      [1, "1.1666", 233n],
      [2, "1.1111", 333n],
      [3, "1.0833", 433n],
    ],
    breakage: 1n,
  },
  {
    // TOTE-5: nobody on 1; the takeout of a paid pool is taken: net 630, 630 / 200.
    rule: "win falls back to the second, with takeout",
    market: "win",
    order: [[1], [2], [3]],
    stakes: { 2: 200n, 3: 500n },
    rules: { takeoutBps: 1000 },
    winners: [[2, "3.1500", 630n]],
    takeout: 70n,
    breakage: 0n,
  },
  {
    // TOTE-5: nobody on 1 and 2; 500 / 400.
    rule: "place falls back to the third alone",
    market: "place",
    order: [[1], [2], [3], [4]],
    stakes: { 3: 400n, 4: 100n },
    winners: [[3, "1.2500", 500n]],
    breakage: 0n,
  },
  {
    // TOTE-7: 276 per 100 is broken to 270; 830 - 810.
    rule: "a break unit rounds the dividend down before the stake is paid",
    market: "win",
    order: [[1], [2], [3]],
    stakes: { 1: 300n, 2: 500n, 3: 200n },
    rules: { takeoutBps: 1700, breakUnit: 10n },
    winners: [[1, "2.7000", 810n]],
    takeout: 170n,
    breakage: 20n,
  },
  {
    // TOTE-7: 830 / 790 is 105 per 100, broken to 100; not broken it would pay all 830.
    rule: "breaking may leave the stake and no less",
    market: "win",
    order: [[1], [2]],
    stakes: { 1: 790n, 2: 210n },
    rules: { takeoutBps: 1700, breakUnit: 10n },
    winners: [[1, "1.0000", 790n]],
    takeout: 170n,
    breakage: 40n,
  },
  {
    // TOTE-7: 105 per 100 is broken to 90 by a unit of 30, then lifted to 100.
    rule: "the minimum comes after the break unit",
    market: "win",
    order: [[1], [2]],
    stakes: { 1: 790n, 2: 210n },
    rules: { takeoutBps: 1700, breakUnit: 30n },
    winners: [[1, "1.0000", 790n]],
    takeout: 170n,
    breakage: 40n,
  },
  {
    // TOTE-3: net 830 is less than the 950 staked on 1: the stake, out of the takeout.
    rule: "a minus pool pays the stake",
    market: "win",
    order: [[1], [2]],
    stakes: { 1: 950n, 2: 50n },
    rules: { takeoutBps: 1700 },
    winners: [[1, "1.0000", 950n]],
    takeout: 170n,
    breakage: -120n,
  },
  {
    // TOTE-7: 105 per 100 of 950 is 997.5, so 997.
    rule: "a higher minimum is the house's to fill up",
    market: "win",
    order: [[1], [2]],
    stakes: { 1: 950n, 2: 50n },
    rules: { takeoutBps: 1700, minimumDividend: 105n },
    winners: [[1, "1.0500", 997n]],
    takeout: 170n,
    breakage: -167n,
  },
  {
    // TOTE-3: net 830, placed 950: profit -120, nobody's division.
    rule: "a place pool without profit pays all placed the stake",
    market: "place",
    order: [[1], [2], [3], [4]],
    stakes: { 1: 500n, 2: 450n, 3: 50n },
    rules: { takeoutBps: 1700 },
    winners: [
      [1, "1.0000", 500n],
      [2, "1.0000", 450n],
    ],
    takeout: 170n,
    breakage: -120n,
  },
  {
    rule: "a takeout of everything still gives winners their stake",
    market: "win",
    order: [[1], [2]],
    stakes: { 1: 40n, 2: 60n },
    rules: { takeoutBps: 10_000 },
    winners: [[1, "1.0000", 40n]],
    takeout: 100n,
    breakage: -40n,
  },
  {
    rule: "a pool with one backed runner pays it back when it wins",
    market: "win",
    order: [[2], [1]],
    stakes: { 2: 77n },
    winners: [[2, "1.0000", 77n]],
    breakage: 0n,
  },
  {
    // Arizona R19-2-523: profit 1000 - 600 = 400, a third to each: 1 + 133.33/100, /200, /300.
    rule: "show splits the profit in three",
    market: "show",
    order: [[1], [2], [3], [4], [5]],
    stakes: { 1: 100n, 2: 200n, 3: 300n, 4: 400n },
    winners: [
      [1, "2.3333", 233n],
      [2, "1.6666", 333n],
      [3, "1.4444", 433n],
    ],
    breakage: 1n,
  },
  {
    // Montana's rule for three that tie for second: a third to the winner, two thirds among the tied.
    // Profit 1000 - 700 = 300: 100 to 1; 200 in three, 66.66 each.
    rule: "a tie for second by three in show leaves the winner a third",
    market: "show",
    order: [[1], [2, 3, 4], [5]],
    stakes: { 1: 100n, 2: 200n, 3: 100n, 4: 300n, 5: 300n },
    winners: [
      [1, "2.0000", 200n],
      [2, "1.3333", 266n],
      [3, "1.6666", 166n],
      [4, "1.2222", 366n],
    ],
    breakage: 2n,
  },
  {
    // A tie for third: profit 900 - 600 = 300; 100 to 1, 100 to 2, 50 each to 3 and 4.
    rule: "a tie for third in show shares the last third",
    market: "show",
    order: [[1], [2], [3, 4], [5]],
    stakes: { 1: 200n, 2: 200n, 3: 100n, 4: 100n, 5: 300n },
    winners: [
      [1, "1.5000", 300n],
      [2, "1.5000", 300n],
      [3, "1.5000", 150n],
      [4, "1.5000", 150n],
    ],
    breakage: 0n,
  },
  {
    // Oklahoma 325:65-9-4: three covered, two, one, then the fourth. 500 / 200.
    rule: "show falls back to the fourth alone",
    market: "show",
    order: [[1], [2], [3], [4], [5]],
    stakes: { 4: 200n, 5: 300n },
    winners: [[4, "2.5000", 500n]],
    breakage: 0n,
  },
  {
    // Connecticut 12-574-A18 (h): net 1000 - 190 = 810 over the 150 on 2-5.
    rule: "exacta divides the net pool by what is on the combination",
    market: "exacta",
    order: [[2], [5], [1], [3], [4]],
    stakes: { "2-5": 150n, "5-2": 450n, "2-1": 400n },
    rules: { takeoutBps: 1900 },
    winners: [["2-5", "5.4000", 810n]],
    takeout: 190n,
    breakage: 0n,
  },
  {
    // Florida 75-7.002 (2)(b): profit 1000 - 400 = 600, 300 for each of the two that are covered:
    // 1 + 300/100, 1 + 300/300. Halves of the pool would have paid 500 and 500.
    rule: "a tie for second in exacta splits the profit, not the pool",
    market: "exacta",
    order: [[1], [2, 3], [4]],
    stakes: { "1-2": 100n, "1-3": 300n, "4-1": 600n },
    winners: [
      ["1-2", "4.0000", 400n],
      ["1-3", "2.0000", 600n],
    ],
    breakage: 0n,
  },
  {
    // Connecticut 12-574-A18 (i), as a place pool: profit 1000 - 600 = 400, 200 a side. All with 1
    // first: 1 + 200/400. All with 2 second: 1 + 200/200.
    rule: "exacta falls back to half for the first with anything, half for anything with the second",
    market: "exacta",
    order: [[1], [2], [3], [4]],
    stakes: { "1-3": 100n, "1-4": 300n, "3-2": 200n, "2-1": 400n },
    winners: [
      ["1-3", "1.5000", 150n],
      ["1-4", "1.5000", 450n],
      ["3-2", "2.0000", 400n],
    ],
    breakage: 0n,
  },
  {
    // Ohio 3769-13-20 (D), as a win pool to the one side that is covered: 1000 / 400.
    rule: "quinella falls back to the one of the first two that is backed",
    market: "quinella",
    order: [[1], [2], [3], [4]],
    stakes: { "2-3": 150n, "2-4": 250n, "3-4": 600n },
    winners: [
      ["2-3", "2.5000", 375n],
      ["2-4", "2.5000", 625n],
    ],
    breakage: 0n,
  },
  {
    // Ohio 3769-13-20 (E): profit 900 - 300 = 600 in two: 1 + 300/100, 1 + 300/200.
    rule: "a tie for first by three in quinella pays any two of them that are backed",
    market: "quinella",
    order: [[1, 2, 3], [4]],
    stakes: { "1-2": 100n, "2-3": 200n, "3-4": 600n },
    winners: [
      ["1-2", "4.0000", 400n],
      ["2-3", "2.5000", 500n],
    ],
    breakage: 0n,
  },
  {
    // Net 1500 - 375 = 1125 over 20, broken to the dime: 56.25 is 56.20 per chip.
    rule: "a trifecta may pay many times the stake, broken like any other",
    market: "trifecta",
    order: [[4], [1], [3], [2]],
    stakes: { "4-1-3": 20n, "4-1-2": 480n, "1-4-3": 1000n },
    rules: { takeoutBps: 2500, breakUnit: 10n },
    winners: [["4-1-3", "56.2000", 1124n]],
    takeout: 375n,
    breakage: 1n,
  },
  {
    // ARCI 004-105: nobody has 4-1-3, so 4-1 with anything: 1000 / 400 for all of it.
    rule: "trifecta falls back to the first two in order, at one dividend",
    market: "trifecta",
    order: [[4], [1], [3], [2], [5]],
    stakes: { "4-1-2": 300n, "4-1-5": 100n, "4-3-1": 600n },
    winners: [
      ["4-1-2", "2.5000", 750n],
      ["4-1-5", "2.5000", 250n],
    ],
    breakage: 0n,
  },
];
