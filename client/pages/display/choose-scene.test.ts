import { expect } from "chai";
import { chooseScene } from "./choose-scene.ts";

const now = 1_000_000;

describe("a display that follows the show", () => {
  it("shows the race while nothing is known of a battle, and while there is none", () => {
    expect(chooseScene(undefined, now)).to.equal("race");
    expect(chooseScene({ phase: "idle", endsAtMs: 0, nextBattleAtMs: 0 }, now)).to.equal("race");
  });

  it("shows the battle from its beginning to its end", () => {
    for (const phase of ["running", "sudden_death", "closing"] as const) {
      const view = { phase, endsAtMs: now + 1_000, nextBattleAtMs: 0 };
      expect(chooseScene(view, now)).to.equal("battle");
    }
  });

  it("keeps a result for half a minute, then goes back to the race", () => {
    const view = { phase: "finished", endsAtMs: now, nextBattleAtMs: 0 } as const;
    expect(chooseScene(view, now + 29_000)).to.equal("battle");
    expect(chooseScene(view, now + 31_000)).to.equal("race");
  });

  it("waits for a battle that begins soon", () => {
    const view = {
      phase: "finished",
      endsAtMs: now - 60_000,
      nextBattleAtMs: now + 20_000,
    } as const;
    expect(chooseScene(view, now)).to.equal("battle");
  });
});
