import { expect } from "chai";
import { createLeadCaller } from "./lead-caller.ts";

describe("the lead caller", () => {
  it("calls a new leader, and the same one only once", () => {
    const call = createLeadCaller();
    expect(call(4, 0)).to.equal(4);
    expect(call(4, 10_000)).to.equal(undefined);
    expect(call(5, 20_000)).to.equal(5);
  });

  it("keeps quiet for three seconds after a call", () => {
    const call = createLeadCaller();
    call(4, 0);
    expect(call(5, 2_999)).to.equal(undefined);
    expect(call(5, 3_000)).to.equal(5);
  });

  it("says nothing when the old leader is back before the silence ends", () => {
    const call = createLeadCaller();
    call(4, 0);
    call(5, 1_000);
    expect(call(4, 4_000)).to.equal(undefined);
  });
});
