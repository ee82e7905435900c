import { expect } from "chai";
import { pillarPart } from "./pillar-part.ts";

describe("the height of a pillar", () => {
  it("is nothing before the first point", () => {
    expect(pillarPart(0, 0)).to.equal(0);
    expect(pillarPart(0, 500)).to.equal(0);
  });

  it("rises with the leader's points, and never past its room", () => {
    const heights = [1, 10, 100, 1_000, 1_000_000].map((score) => pillarPart(score, score));
    expect([...heights].sort((a, b) => a - b)).to.deep.equal(heights);
    expect(Math.max(...heights)).below(1);
  });

  it("shows who is behind", () => {
    expect(pillarPart(6_950, 9_152)).below(pillarPart(8_200, 9_152));
    expect(pillarPart(8_200, 9_152)).below(pillarPart(9_152, 9_152));
  });
});
