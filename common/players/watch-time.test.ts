import { expect } from "chai";
import fc from "fast-check";
import { minuteOf, type WatchTime, watchOn } from "./watch-time.ts";

const unseen: WatchTime = { watchedMinutes: 0, lastSeenMinute: null, lastSession: null };

function watch(minutes: number[], before = unseen, session = 1): WatchTime {
  return watchOn(before, { session, minutes, presenceMinutes: 10 });
}

describe("watch time", () => {
  const table: [string, number[], number][] = [
    ["the first sign of a session counts nothing", [100], 0],
    ["signs within the presence count the time between them", [100, 104, 113], 13],
    ["a gap counts as long as a sign keeps a viewer present", [100, 110, 121, 200], 30],
    ["many signs of one minute are one", [100, 100, 100, 101, 101], 1],
  ];
  for (const [what, minutes, watched] of table) {
    it(what, () => {
      expect(watch(minutes).watchedMinutes).to.equal(watched);
    });
  }

  it("a late sign counts nothing", () => {
    const seen = watch([100, 105]);
    expect(watch([99, 103], seen)).to.deep.equal(seen);
  });

  it("time between two sessions is not watched", () => {
    const first = watch([100, 105]);
    expect(watch([106, 108], first, 2)).to.deep.equal({
      watchedMinutes: 7,
      lastSeenMinute: 108,
      lastSession: 2,
    });
  });

  it("is the same however its signs are split", () => {
    const signs = fc
      .array(fc.nat(300), { maxLength: 40 })
      .map((minutes) => minutes.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(signs, fc.array(fc.nat(40)), (minutes, cuts) => {
        const ends = [...cuts.toSorted((a, b) => a - b), minutes.length];
        const parts = ends.map((end, i) => minutes.slice(ends[i - 1] ?? 0, end));
        const split = parts.reduce((seen, part) => watch(part, seen), unseen);
        expect(split).to.deep.equal(watch(minutes));
      }),
    );
  });

  it("is never more than the time from the first sign to the last", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { minLength: 1 }), (minutes) => {
        const { watchedMinutes } = watch(minutes);
        expect(watchedMinutes).to.be.at.most(Math.max(...minutes) - Math.min(...minutes));
      }),
    );
  });

  it("counts by whole minutes", () => {
    expect([minuteOf(0), minuteOf(59_999), minuteOf(60_000)]).to.deep.equal([0, 0, 1]);
  });
});
