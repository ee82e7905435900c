import { expect } from "chai";
import { readReplayOptions } from "./replay-options.ts";

describe("a replay's address", () => {
  it("names the moment it stands at, and plays by naming none", () => {
    expect(readReplayOptions("?t=12.35").timeMs).to.equal(12_350);
    expect(readReplayOptions("?t=-2").timeMs).to.equal(-2_000);
    expect(readReplayOptions("").timeMs).to.equal(undefined);
    expect(readReplayOptions("?t=noon").timeMs).to.equal(undefined);
  });

  it("may ask for a smaller canvas, within reason", () => {
    expect(readReplayOptions("?res=0.25").resolution).to.equal(0.25);
    expect(readReplayOptions("?res=9").resolution).to.equal(undefined);
    expect(readReplayOptions("?test").isTest).to.equal(true);
  });
});
