import { expect } from "chai";
import { formatDividend, formatOdds } from "./format-odds.ts";

describe("formatOdds", () => {
  const table: [number, string, string][] = [
    [0, "–", "–"],
    [100, "1.00", "1,00"],
    [340, "3.40", "3,40"],
    [999, "9.99", "9,99"],
    [1_234, "12.3", "12,3"],
    [9_999, "99.9", "99,9"],
    [99_999, "999", "999"],
  ];
  for (const [hundredths, english, spanish] of table) {
    it(`shows ${hundredths} hundredths as ${english}, in Spanish ${spanish}`, () => {
      expect(formatOdds(hundredths, "en")).to.equal(english);
      expect(formatOdds(hundredths, "es")).to.equal(spanish);
    });
  }
});

describe("formatDividend", () => {
  it("cuts a declared dividend to two decimals and never rounds it up", () => {
    expect(formatDividend("3.4199", "en")).to.equal("3.41");
    expect(formatDividend("12", "en")).to.equal("12.00");
    expect(formatDividend("2.5", "es")).to.equal("2,50");
    expect(formatDividend("", "en")).to.equal("–");
  });
});
