import { expect } from "chai";
import type { RunnerFiguresWire } from "#common/stats/stats-schemas.ts";
import { differenceOf, sortRunners } from "./sort-runners.ts";

const runner = (name: string, wins: number, expectedWinsHundredths: number): RunnerFiguresWire => ({
  id: name.toLowerCase(),
  name,
  livery: 0,
  starts: 9,
  wins,
  firstThree: wins,
  form: [],
  pooledStarts: 9,
  pooledWins: wins,
  expectedWinsHundredths,
});

describe("the order of runners", () => {
  const runners = [runner("Rayo", 3, 420), runner("Ember", 2, 50), runner("Ámbar", 2, 50)];
  const cases = [
    ["stable", ["Ámbar", "Ember", "Rayo"]],
    ["wins", ["Rayo", "Ámbar", "Ember"]],
    ["difference", ["Ámbar", "Ember", "Rayo"]],
  ] as const;
  for (const [order, names] of cases) {
    it(`${order}: ${names.join(", ")}`, () => {
      expect(sortRunners(runners, order).map(({ name }) => name)).to.deep.equal(names);
    });
  }

  it("the difference is the wins less the expected wins", () => {
    expect(differenceOf(runner("Rayo", 3, 420))).to.equal(-120);
  });
});
