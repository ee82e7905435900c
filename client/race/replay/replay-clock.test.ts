import { expect } from "chai";
import { PHOTO_HOLD_MS } from "#client/race/display/photo-moment.ts";
import { createReplayClock } from "./replay-clock.ts";

const open = (stillAtMs?: number) =>
  createReplayClock({ startMs: -3_000, endMs: 40_000, stillAtMs });

describe("the clock of a replay", () => {
  it("stands at the gates until it plays", () => {
    const clock = open();
    clock.advance(0);
    expect(clock.advance(100).timeMs).to.equal(-3_000);
    clock.play();
    expect(clock.advance(200).timeMs).to.equal(-2_900);
    clock.pause();
    expect(clock.advance(300).timeMs).to.equal(-2_900);
  });

  it("runs as fast as it is told, and tells its time in whole ticks", () => {
    const clock = open();
    clock.play();
    clock.advance(0);
    clock.setSpeed(8);
    expect(clock.advance(100).timeMs).to.equal(-2_200);
    clock.setSpeed(0.25);
    expect(clock.advance(260).timeMs).to.equal(-2_160);
    expect(clock.timeMs.value).to.equal(-2_200);
  });

  it("goes anywhere within the race and no further", () => {
    const clock = open();
    clock.seek(12_345);
    expect(clock.advance(0).timeMs).to.equal(12_345);
    clock.seek(99_000);
    expect(clock.timeMs.value).to.equal(40_000);
    clock.seek(-99_000);
    expect(clock.timeMs.value).to.equal(-3_000);
  });

  it("stops at the end, and begins again when it is played from there", () => {
    const clock = open();
    clock.seek(39_950);
    clock.play();
    clock.advance(0);
    expect(clock.advance(100).timeMs).to.equal(40_000);
    expect(clock.isPlaying.value).to.equal(false);
    clock.play();
    expect(clock.timeMs.value).to.equal(-3_000);
  });

  it("stands still on a close finish while it plays, and not for who goes there by hand", () => {
    const clock = open(30_010);
    clock.seek(30_000);
    clock.play();
    clock.advance(0);
    expect(clock.advance(100)).to.deep.equal({ timeMs: 30_010, isStill: true });
    let nowMs = 100;
    while (clock.advance((nowMs += 200)).isStill);
    expect(nowMs).within(PHOTO_HOLD_MS, PHOTO_HOLD_MS + 400);
    expect(clock.advance(nowMs + 100).timeMs).to.equal(30_110);
    clock.seek(31_000);
    expect(clock.advance(nowMs + 200).isStill).to.equal(false);
  });

  it("loses no time to a page that slept", () => {
    const clock = open();
    clock.play();
    clock.advance(0);
    expect(clock.advance(60_000).timeMs).to.equal(-2_750);
  });
});
