import { expect } from "chai";
import { type MarketRules, toteRules } from "./market-rules.ts";

const marketRules: MarketRules = {
  markets: ["win", "place"],
  takeoutBps: 1700,
  stakeMin: "10",
  stakeMax: "500",
  stakeMaxPerRace: "1000",
  cancelFeeBps: 500,
  cancelClosesMs: 10_000,
};

describe("the terms of a race", () => {
  it("survive JSON unchanged", () => {
    expect(JSON.parse(JSON.stringify(marketRules))).deep.equal(marketRules);
  });

  it("hold the rules by which its pools are settled", () => {
    expect(toteRules(marketRules)).deep.equal({ takeoutBps: 1700 });
    expect(toteRules({ ...marketRules, breakUnit: "10" })).deep.equal({
      takeoutBps: 1700,
      breakUnit: 10n,
    });
  });

  it("are broken when the break unit is no number", () => {
    expect(() => toteRules({ ...marketRules, breakUnit: "a dime" })).throw(SyntaxError);
  });
});
