import { expect } from "chai";
import { fitReplay } from "./replay-fit.ts";

describe("the stage of a replay", () => {
  it("fills a television, the bar over what is free below", () => {
    expect(fitReplay(1_920, 1_080, 66)).to.deep.equal({
      orientation: "landscape",
      scale: 1,
      left: 0,
      top: 0,
    });
  });

  it("keeps everything above the bar on any screen", () => {
    for (const [width, height] of [
      [390, 844],
      [1_080, 1_920],
      [1_280, 720],
      [844, 390],
    ] as const) {
      const { orientation, scale, left, top } = fitReplay(width, height, 112);
      const isUpright = orientation === "portrait";
      expect(isUpright).to.equal(height > width);
      const [stageWidth, stageHeight] = isUpright ? [1_080, 1_920] : [1_920, 1_080];
      expect(left).at.least(0);
      expect(top).at.least(-0.001);
      expect(left + stageWidth * scale).at.most(width + 0.001);
      expect(top + (stageHeight - 66) * scale).at.most(height - 112 + 0.001);
    }
  });
});
