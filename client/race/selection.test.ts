import { expect } from "chai";
import { describeSelection, parseSelection } from "./selection.ts";

describe("describeSelection", () => {
  it("shows an order with arrows and a pair with a plus", () => {
    expect(describeSelection("exacta", [4, 1])).to.equal("4 → 1");
    expect(describeSelection("trifecta", [4, 1, 7])).to.equal("4 → 1 → 7");
    expect(describeSelection("quinella", [1, 4])).to.equal("1 + 4");
    expect(describeSelection("win", [12])).to.equal("12");
  });
});

describe("parseSelection", () => {
  it("reads what the board joins", () => {
    expect(parseSelection("4-1-12")).to.deep.equal([4, 1, 12]);
  });
});
