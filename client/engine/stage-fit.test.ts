import { expect } from "chai";
import { fitStage } from "./stage-fit.ts";

describe("the stage", () => {
  it("fills a window of its own shape", () => {
    expect(fitStage(1280, 720)).to.deep.equal({
      orientation: "landscape",
      scale: 2 / 3,
      left: 0,
      top: 0,
    });
  });

  it("stands in the middle of a window of another shape, whole", () => {
    expect(fitStage(1920, 1200)).to.include({ scale: 1, left: 0, top: 60 });
    expect(fitStage(2560, 1080)).to.include({ scale: 1, left: 320, top: 0 });
  });

  it("turns upright in an upright window, unless told otherwise", () => {
    expect(fitStage(1080, 1920)).to.include({ orientation: "portrait", scale: 1 });
    expect(fitStage(1080, 1920, "landscape")).to.include({ orientation: "landscape" });
  });
});
