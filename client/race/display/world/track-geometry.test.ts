import { expect } from "chai";
import { layLanes, scaleAt, xOf } from "./track-geometry.ts";
import { worldLayouts } from "./world-layout.ts";

const layout = worldLayouts.landscape;

describe("the track's geometry", () => {
  it("fills the track with lanes, far to near, without a gap", () => {
    for (const count of [5, 12, 24]) {
      const lanes = layLanes(layout, count);
      expect(lanes[0]?.top).to.be.closeTo(layout.track.top, 1e-6);
      expect(lanes.at(-1)?.bottom).to.be.closeTo(layout.track.bottom, 1e-6);
      for (let i = 1; i < count; i++) {
        expect(lanes[i]?.top).to.be.closeTo(lanes[i - 1]!.bottom, 1e-6);
      }
    }
  });

  it("makes a lane as much higher as it is nearer", () => {
    const lanes = layLanes(layout, 12);
    const ratios = lanes.map(({ top, bottom, scale }) => (bottom - top) / scale);
    for (const ratio of ratios) expect(ratio).to.be.closeTo(ratios[0]!, 0.01);
  });

  it("keeps a line across the track straight", () => {
    const view = { cameraM: 100, pxPerMetre: 26 };
    const at = (y: number) => xOf(layout, view, { metres: 120, scale: scaleAt(layout, y) });
    const { top, bottom } = layout.track;
    expect(at((top + bottom) / 2)).to.be.closeTo((at(top) + at(bottom)) / 2, 1e-6);
  });

  it("draws the camera's own distance at one x in every lane", () => {
    const view = { cameraM: 100, pxPerMetre: 26 };
    for (const { scale } of layLanes(layout, 12)) {
      expect(xOf(layout, view, { metres: 100, scale })).to.equal(layout.cameraX);
    }
  });
});
