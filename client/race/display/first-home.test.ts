import { expect } from "chai";
import { firstHomeMs } from "./first-home.ts";

describe("the first one home", () => {
  it("is who has the smallest time over the line, whatever the order of the field", () => {
    const runners = [{ finishTimeMs: 0 }, { finishTimeMs: 30_200 }, { finishTimeMs: 30_100 }];
    expect(firstHomeMs(runners)).to.equal(30_100);
  });

  it("is nobody while all run", () => {
    expect(firstHomeMs([{ finishTimeMs: 0 }])).to.equal(0);
  });
});
