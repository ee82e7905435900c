import { expect } from "chai";
import type { OpenScene } from "#client/engine/scene-host.ts";
import { FAILURES_MAX, PAGE_AGE_MIN_MS, turnScenes } from "./turn-scenes.ts";

describe("turning from scene to scene", () => {
  function makeDisplay() {
    const told: string[] = [];
    const state = { wanted: "race", isServed: true, pageAgeMs: PAGE_AGE_MIN_MS };
    const turner = turnScenes({
      choose: async () => state.wanted,
      async load(name) {
        if (!state.isServed) throw new Error("the chunk is gone");
        return () => {
          told.push(`open ${name}`);
          return { close: () => told.push(`close ${name}`) } as unknown as OpenScene;
        };
      },
      fadeOut: async () => {
        told.push("fade out");
      },
      fadeIn: (name) => told.push(`fade in ${name}`),
      noteFailure: () => told.push("failure"),
      reload: () => told.push("reload"),
      pageAgeMs: () => state.pageAgeMs,
    });
    const lookFor = (name: string) => {
      state.wanted = name;
      return turner.look();
    };
    return { told, state, turner, lookFor };
  }

  async function failTo(display: ReturnType<typeof makeDisplay>, times: number) {
    display.state.isServed = false;
    for (let time = 0; time < times; time += 1) await display.lookFor("battle");
  }

  it("the old scene is closed before the next one opens", async () => {
    const { told, lookFor } = makeDisplay();
    await lookFor("race");
    await lookFor("battle");
    const [, , ...turn] = told;
    expect(turn).to.deep.equal(["fade out", "close race", "fade in battle", "open battle"]);
  });

  it("a scene that is on, or just being put on, is not put on again", async () => {
    const { told, lookFor } = makeDisplay();
    await Promise.all([lookFor("race"), lookFor("battle")]);
    await lookFor("race");
    expect(told).to.deep.equal(["fade in race", "open race"]);
  });

  it("a scene that can't be loaded leaves the old one on, and the next look tries again", async () => {
    const display = makeDisplay();
    await display.lookFor("race");
    await failTo(display, 1);
    expect(display.turner.shown?.name).to.equal("race");
    expect(display.told).to.deep.equal(["fade in race", "open race", "failure"]);
    display.state.isServed = true;
    await display.lookFor("battle");
    expect(display.turner.shown?.name).to.equal("battle");
  });

  it("a few failures in a row load the page anew", async () => {
    const display = makeDisplay();
    await failTo(display, FAILURES_MAX - 1);
    expect(display.told).not.to.include("reload");
    await failTo(display, 1);
    expect(display.told).to.include("reload");
  });

  it("a page that is fresh is not loaded anew", async () => {
    const display = makeDisplay();
    display.state.pageAgeMs = PAGE_AGE_MIN_MS - 1;
    await failTo(display, FAILURES_MAX + 1);
    expect(display.told).not.to.include("reload");
  });
});
