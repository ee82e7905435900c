import { expect } from "chai";
import { createLeadHistory } from "./lead-history.ts";

describe("the lead history", () => {
  it("says how long ago the leader passed the same point", () => {
    const history = createLeadHistory();
    for (let tick = 0; tick <= 100; tick++) history.note(tick * 50, tick * 1.5);
    expect(history.gapMs(5_000, 150)).to.equal(0);
    expect(history.gapMs(5_000, 120)).to.be.closeTo(1_000, 0.001);
    expect(history.gapMs(5_000, 120.75)).to.be.closeTo(975, 0.001);
  });

  it("counts from whoever was first there, also when the lead has changed since", () => {
    const history = createLeadHistory();
    history.note(0, 10);
    history.note(50, 12);
    history.note(100, 12.5);
    expect(history.gapMs(100, 11)).to.be.closeTo(75, 0.001);
  });

  it("knows no gap to a point passed before the page was opened", () => {
    const history = createLeadHistory();
    expect(history.gapMs(0, 10)).to.equal(undefined);
    history.note(20_000, 600);
    expect(history.gapMs(20_000, 590)).to.equal(undefined);
    expect(history.gapMs(20_000, 600)).to.equal(0);
  });

  it("starts anew with another race", () => {
    const history = createLeadHistory();
    history.note(50_000, 1_000);
    history.reset();
    history.note(0, 0);
    expect(history.gapMs(50, 0)).to.equal(0);
  });
});
