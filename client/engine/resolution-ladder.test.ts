import { expect } from "chai";
import { createResolutionLadder } from "./resolution-ladder.ts";

function run(ladder: ReturnType<typeof createResolutionLadder>, frameMs: number, seconds: number) {
  for (let ms = 0; ms < seconds * 1000; ms += frameMs) ladder.noteFrame(frameMs);
}

describe("the resolution ladder", () => {
  it("stays sharp at 60 frames a second", () => {
    const ladder = createResolutionLadder();
    run(ladder, 16, 60);
    expect(ladder.resolution).to.equal(1);
  });

  it("goes down a step for every 3 s of slow frames, to the last one", () => {
    const ladder = createResolutionLadder();
    run(ladder, 100, 3);
    expect(ladder.resolution).to.equal(0.75);
    run(ladder, 50, 60);
    expect(ladder.resolution).to.equal(0.35);
  });

  it("forgives a hiccup", () => {
    const ladder = createResolutionLadder();
    run(ladder, 16, 2);
    ladder.noteFrame(400);
    run(ladder, 16, 30);
    expect(ladder.resolution).to.equal(1);
  });

  it("does not take a hidden tab for a slow canvas", () => {
    const ladder = createResolutionLadder();
    run(ladder, 5_000, 600);
    expect(ladder.resolution).to.equal(1);
  });
});
