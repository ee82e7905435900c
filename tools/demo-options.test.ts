import { expect } from "chai";
import { StartError } from "#server/storage/start-error.ts";
import { readDemoOptions } from "./demo-options.ts";

describe("npm run demo", () => {
  it("shows races when nothing is asked for", () => {
    expect(readDemoOptions([])).to.deep.equal({});
  });

  it("shows a battle that a simulated LIVE drives with --battle", () => {
    const { live } = readDemoOptions(["--battle"]);
    expect(live?.request).to.deep.include({ source: "simulator" });
  });

  it("plays a recording over and over, from its own folder, with --replay", () => {
    const { live } = readDemoOptions(["--replay", "shows/friday.jsonl", "--speed", "10"]);
    expect(live?.request).to.deep.equal({
      source: "recording",
      file: "friday.jsonl",
      speed: 10,
      isLooped: true,
    });
    expect(live?.environment["RECORDINGS_DIR"]).to.match(/[\\/]shows$/);
  });

  for (const args of [
    ["--replay", "a.jsonl", "--speed", "0"],
    ["--speed", "2"],
    ["--race"],
    ["x"],
  ]) {
    it(`refuses ${args.join(" ")} in a sentence`, () => {
      expect(() => readDemoOptions(args)).to.throw(StartError);
    });
  }
});
