import { expect } from "chai";
import { mixColours, tintOf } from "./mix-colours.ts";

describe("mixing colours", () => {
  it("goes from one colour to the other", () => {
    expect(mixColours("#FF0000", "#0000FF", 0)).to.equal("#FF0000");
    expect(mixColours("#FF0000", "#0000FF", 1)).to.equal("#0000FF");
    expect(mixColours("#000000", "#FFFFFF", 0.5)).to.equal("#808080");
  });

  it("keeps leading zeros", () => {
    expect(mixColours("#000001", "#000001", 0.5)).to.equal("#000001");
    expect(tintOf("#00FF01")).to.equal(0x00ff01);
  });
});
