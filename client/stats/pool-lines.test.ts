import { expect } from "chai";
import type { RaceStatsWire } from "#common/stats/stats-api.ts";
import type { PoolSampleWire } from "#common/stats/stats-schemas.ts";
import { toMarketLines, toRunnerLines } from "./pool-lines.ts";

const runner = (number: number, name: string): RaceStatsWire["runners"][number] => ({
  number,
  id: name.toLowerCase(),
  name,
  livery: number,
  isScratched: false,
  placing: null,
  finishTimeMs: null,
});

const sample = (
  at: number,
  gross: Record<string, string>,
  winStakes: Record<number, string>,
): PoolSampleWire => ({
  at,
  gross: Object.entries(gross).map(([market, stakes]) => ({ market, stakes })),
  winStakes: Object.entries(winStakes).map(([number, stakes]) => ({
    number: Number(number),
    stakes,
  })),
});

describe("the lines of the pools while betting", () => {
  const history = [
    sample(5_000, { exacta: "5" }, {}),
    sample(6_500, { exacta: "5", win: "30" }, { 3: "30" }),
    sample(9_000, { exacta: "5", win: "70" }, { 3: "30", 1: "40" }),
  ];

  it("there is one for each runner that was backed, 0 before its first bet", () => {
    const runners = [runner(1, "Rayo"), runner(2, "Ember"), runner(3, "Solana")];
    const { xs, lines } = toRunnerLines(history, runners, (livery) => `#00000${livery}`);
    expect(xs).to.deep.equal([0, 1.5, 4]);
    expect(lines).to.deep.equal([
      { label: "1 Rayo", ys: [0, 0, 40], colour: "#000001" },
      { label: "3 Solana", ys: [0, 30, 30], colour: "#000003" },
    ]);
  });

  it("there is one for each pool, in the order of the markets", () => {
    const { lines } = toMarketLines(history, { win: "Win", exacta: "Exacta" });
    expect(lines.map(({ label, ys }) => [label, ys])).to.deep.equal([
      ["Win", [0, 30, 70]],
      ["Exacta", [5, 5, 5]],
    ]);
  });

  it("a race nobody bet on has none", () => {
    const { xs, lines } = toMarketLines([], {});
    expect([xs, lines]).to.deep.equal([[], []]);
  });
});
