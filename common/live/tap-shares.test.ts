import { expect } from "chai";
import { sampleLike, sampleViewer } from "./event-samples.ts";
import { createTapShares } from "./tap-shares.ts";

const limits = { windowMs: 1_000, perViewerMax: 20 };

describe("a viewer's taps", () => {
  it("count up to the window's most", () => {
    const shares = createTapShares(limits);
    expect([15, 15, 15].map((count) => shares.add(sampleLike(count)))).to.deep.equal([15, 5, 0]);
  });

  it("count again in the next window", () => {
    const shares = createTapShares(limits);
    shares.add(sampleLike(20, { at: 5_999 }));
    expect(shares.add(sampleLike(8, { at: 6_000 }))).to.equal(8);
  });

  it("take nothing from another viewer", () => {
    const shares = createTapShares(limits);
    shares.add(sampleLike(20));
    expect(shares.add(sampleLike(9, { viewer: sampleViewer("7002") }))).to.equal(9);
  });

  it("count nothing once their window is over", () => {
    const shares = createTapShares(limits);
    shares.add(sampleLike(1, { at: 6_000 }));
    expect(shares.add(sampleLike(9, { at: 5_000 }))).to.equal(0);
  });

  it("are remembered for one window only", () => {
    const shares = createTapShares(limits);
    for (let at = 0; at < 100_000; at += 100) {
      shares.add(sampleLike(3, { at, viewer: sampleViewer(`${at}`) }));
    }
    expect(shares.size).to.equal(10);
  });
});
