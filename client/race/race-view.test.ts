import { expect } from "chai";
import { RaceState, RunnerState } from "#common/race/race-state.ts";
import { readRaceView } from "./race-view.ts";

function makeState(): InstanceType<typeof RaceState> {
  const state = new RaceState();
  for (const number of [1, 2]) {
    const runner = new RunnerState();
    Object.assign(runner, { number, runnerId: `r${number}`, name: `Runner ${number}`, livery: 0 });
    state.runners.set(String(number), runner);
  }
  return state;
}

describe("readRaceView", () => {
  it("is the same object while only the clock and the positions move", () => {
    const state = makeState();
    state.phase = "racing";
    const before = readRaceView(state);
    state.tick = 40;
    state.positions.push(12, 14);
    state.serverTimeMs = 1_000;
    expect(readRaceView(state, before)).to.equal(before);
  });

  it("copies only the runner that changed", () => {
    const state = makeState();
    const before = readRaceView(state);
    state.runners.get("2")!.winOdds = 340;
    const after = readRaceView(state, before);
    expect(after.runners[0]).to.equal(before.runners[0]);
    expect(after.runners[1]?.winOdds).to.equal(340);
    expect(before.runners[1]?.winOdds).to.equal(0);
  });

  it("calls the start lights the gates", () => {
    const state = makeState();
    state.phase = "racing";
    state.tick = -20;
    expect(readRaceView(state).phase).to.equal("gates");
    state.tick = 0;
    expect(readRaceView(state).phase).to.equal("racing");
  });
});
