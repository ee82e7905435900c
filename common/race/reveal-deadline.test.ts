import { expect } from "chai";
import { REVEAL_WITHIN_MS, revealIsLate } from "./reveal-deadline.ts";

const race = { offAt: 1_000_000, finishTimesMs: [40_000, 45_000, 0] };
const deadline = 1_000_000 + 45_000 + REVEAL_WITHIN_MS;

describe("a reveal", () => {
  it("is late 60 s after the last runner has crossed the line, and not before", () => {
    expect(revealIsLate({ ...race, now: deadline })).to.equal(false);
    expect(revealIsLate({ ...race, now: deadline + 1 })).to.equal(true);
  });

  it("is never late in a race that was not sent off or is not over", () => {
    const now = Number.MAX_SAFE_INTEGER;
    expect(revealIsLate({ ...race, offAt: null, now })).to.equal(false);
    expect(revealIsLate({ ...race, offAt: 0, now })).to.equal(false);
    expect(revealIsLate({ ...race, finishTimesMs: [0, 0], now })).to.equal(false);
    expect(revealIsLate({ ...race, finishTimesMs: [], now })).to.equal(false);
  });
});
