import { expect } from "chai";
import { FIELD_SIZE_MAX } from "#common/race/field-size.ts";
import { RaceState, RunnerState } from "#common/race/race-state.ts";
import { createRaceMotion } from "./race-motion.ts";

/** A race at 20 m/s against 19 m/s over 900 m, told tick by tick. */
function makeRace() {
  const state = new RaceState();
  state.raceId = 1;
  state.distanceMm = 900_000;
  state.phase = "racing";
  for (const number of [1, 2]) {
    const runner = new RunnerState();
    runner.number = number;
    state.runners.set(String(number), runner);
    state.positions.push(0);
  }
  return {
    state,
    at: (tick: number) => {
      state.tick = tick;
      state.positions[0] = Math.max(0, tick) * 40;
      state.positions[1] = Math.max(0, tick) * 38;
      return state;
    },
  };
}

describe("the moving picture", () => {
  it("has room for the largest field", () => {
    expect(createRaceMotion().frame.metres).to.have.length(FIELD_SIZE_MAX);
  });

  it("runs 100 ms behind the published ticks and between them", () => {
    const { at } = makeRace();
    const motion = createRaceMotion();
    for (let tick = 0; tick <= 20; tick++) motion.heard(at(tick), tick * 50);
    motion.advance(1_025);
    expect(motion.frame.timeMs).to.equal(925);
    expect(motion.frame.metres[0]).to.be.closeTo(18.5, 0.01);
    expect(motion.frame.leadM).to.be.closeTo(18.5, 0.01);
  });

  it("shows a race that is joined in its middle at once", () => {
    const { at } = makeRace();
    const motion = createRaceMotion();
    motion.heard(at(600), 77);
    motion.advance(77);
    expect(motion.frame.metres[0]).to.be.closeTo(600, 0.01);
    expect(motion.frame.runnerCount).to.equal(2);
  });

  it("counts down to the off while the runners stand at the gates", () => {
    const { at } = makeRace();
    const motion = createRaceMotion();
    for (let tick = -60; tick <= -20; tick++) motion.heard(at(tick), (tick + 60) * 50);
    motion.advance(2_000);
    expect(motion.frame.timeMs).to.equal(-1_100);
    expect(motion.frame.leadM).to.equal(0);
  });

  it("stands when the news stops, and goes on when it is back", () => {
    const { at } = makeRace();
    const motion = createRaceMotion();
    for (let tick = 0; tick <= 20; tick++) motion.heard(at(tick), tick * 50);
    motion.advance(9_000);
    expect(motion.frame.metres[0]).to.be.closeTo(20.5, 0.01);
    for (let tick = 200; tick <= 204; tick++) motion.heard(at(tick), tick * 50);
    motion.advance(10_200);
    expect(motion.frame.metres[0]).to.be.closeTo(202, 0.01);
  });

  it("stands still on the line in a close finish", () => {
    const { state, at } = makeRace();
    const motion = createRaceMotion();
    for (let tick = 890; tick <= 900; tick++) motion.heard(at(tick), tick * 50);
    motion.advance(45_000);
    state.runners.get("1")!.finishTimeMs = 45_000;
    state.isPhotoFinish = true;
    for (let tick = 901; tick <= 906; tick++) motion.heard(at(tick), tick * 50);
    motion.advance(45_250);
    expect(motion.frame.isStill).to.equal(true);
    expect(motion.frame.timeMs).to.equal(45_000);
    expect(motion.frame.metres[0]).to.be.closeTo(900, 0.01);
  });

  it("clears the track for the next race", () => {
    const { state, at } = makeRace();
    const motion = createRaceMotion();
    for (let tick = 0; tick <= 20; tick++) motion.heard(at(tick), tick * 50);
    motion.advance(1_000);
    state.phase = "lobby";
    state.raceId = 2;
    motion.heard(at(0), 1_100);
    motion.advance(1_200);
    expect(motion.frame.timeMs).to.equal(undefined);
    expect(motion.frame.leadM).to.equal(0);
  });
});
