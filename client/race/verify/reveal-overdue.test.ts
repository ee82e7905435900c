import { expect } from "chai";
import { revealIsOverdue } from "./reveal-overdue.ts";

const OFF = 1_700_000_000_000;
const seen = { offAt: OFF, serverNow: OFF + 50_000, seenOverAt: undefined, pageNow: 0 };

describe("a race that shows no seed", () => {
  it("has time while it may still be running", () => {
    expect(revealIsOverdue(seen)).to.equal(false);
    expect(revealIsOverdue({ ...seen, serverNow: OFF + 160_000 })).to.equal(false);
  });

  it("is broken once it must have been over for a minute", () => {
    expect(revealIsOverdue({ ...seen, serverNow: OFF + 160_001 })).to.equal(true);
  });

  it("is broken a minute after it was seen over, whatever clock the server tells", () => {
    const over = { ...seen, seenOverAt: 1_000 };
    expect(revealIsOverdue({ ...over, pageNow: 61_000 })).to.equal(false);
    expect(revealIsOverdue({ ...over, pageNow: 61_001 })).to.equal(true);
  });

  it("is not broken before its off", () => {
    expect(revealIsOverdue({ ...seen, offAt: null, serverNow: OFF + 10 ** 9 })).to.equal(false);
  });
});
