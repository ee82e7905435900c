import { expect } from "chai";
import { formatAmount } from "./format-amount.ts";

describe("formatAmount", () => {
  it("groups thousands the way the language does, four digits included", () => {
    expect(formatAmount("1000", "en")).to.equal("1,000");
    expect(formatAmount("1000", "es")).to.equal("1.000");
    expect(formatAmount(50n, "es")).to.equal("50");
  });

  it("is exact past what a number can hold", () => {
    expect(formatAmount("999999999999999999", "en")).to.equal("999,999,999,999,999,999");
  });

  it("signs a gain only when asked, and never nothing", () => {
    expect(formatAmount("175", "en", { isSigned: true })).to.equal("+175");
    expect(formatAmount("-50", "en", { isSigned: true })).to.equal("-50");
    expect(formatAmount("0", "en", { isSigned: true })).to.equal("0");
    expect(formatAmount("-50", "en")).to.equal("-50");
  });
});
