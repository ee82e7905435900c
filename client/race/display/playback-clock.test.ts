import { expect } from "chai";
import fc from "fast-check";
import { PLAYBACK_DELAY_MS, startPlaybackClock } from "./playback-clock.ts";

describe("the playback clock", () => {
  it("runs a fixed delay behind the news", () => {
    const clock = startPlaybackClock();
    clock.heard(0, 1_000);
    expect(clock.advance(1_000)).to.equal(-PLAYBACK_DELAY_MS);
    expect(clock.advance(1_016)).to.equal(16 - PLAYBACK_DELAY_MS);
  });

  it("knows no time before the first sample and after a reset", () => {
    const clock = startPlaybackClock();
    expect(clock.advance(5)).to.equal(undefined);
    clock.heard(0, 10);
    clock.reset();
    expect(clock.advance(20)).to.equal(undefined);
  });

  it("believes the fastest of the last arrivals", () => {
    const clock = startPlaybackClock();
    for (const [timeMs, delayMs] of [
      [0, 40],
      [50, 5],
      [100, 60],
    ] as const) {
      clock.heard(timeMs, timeMs + delayMs);
    }
    expect(clock.advance(200)).to.equal(200 - 5 - PLAYBACK_DELAY_MS);
  });

  it("jumps when the race is far from where it was drawn", () => {
    const clock = startPlaybackClock();
    clock.heard(0, 0);
    clock.advance(0);
    clock.reset();
    clock.heard(30_000, 100);
    expect(clock.advance(100)).to.equal(30_000 - PLAYBACK_DELAY_MS);
  });

  it("never runs backwards while samples arrive within 100 ms of each other's delay", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 5, maxLength: 120 }), (delays) => {
        const clock = startPlaybackClock();
        let last = Number.NEGATIVE_INFINITY;
        for (const [index, delayMs] of delays.entries()) {
          clock.heard(index * 50, index * 50 + delayMs);
          const timeMs = clock.advance(index * 50 + 100)!;
          expect(timeMs).to.be.greaterThan(last);
          last = timeMs;
        }
      }),
    );
  });
});
