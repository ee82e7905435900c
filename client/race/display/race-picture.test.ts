import { expect } from "chai";
import { RaceState, RunnerState } from "#common/race/race-state.ts";
import { takePicture } from "./race-picture.ts";

describe("a race picture", () => {
  it("is a copy: a later change of the room's state does not reach it", () => {
    const state = new RaceState();
    const runner = new RunnerState();
    runner.number = 1;
    runner.name = "Rayo";
    runner.winStakes = "250";
    state.runners.set("1", runner);
    state.positions.push(4_000);
    const picture = takePicture(state);
    runner.name = "Ember";
    state.positions[0] = 0;
    expect(picture.runners[0]).to.include({ name: "Rayo", distanceM: 100, winStakes: 250n });
  });

  it("puts every runner on the gate while no position is published", () => {
    const state = new RaceState();
    state.runners.set("1", new RunnerState());
    expect(takePicture(state).runners[0]?.distanceM).to.equal(0);
  });
});
