import { expect } from "chai";
import type { RaceFrame } from "#client/race/display/race-motion.ts";
import { createRaceCamera } from "./race-camera.ts";
import { layLanes, xOf } from "./track-geometry.ts";
import { worldLayouts } from "./world-layout.ts";

const layout = worldLayouts.landscape;

function frameAt(timeMs: number | undefined, metres: number[], more: Partial<RaceFrame> = {}) {
  return {
    raceId: 1,
    timeMs,
    metres: Float32Array.from(metres),
    effects: new Uint8Array(metres.length),
    runnerCount: metres.length,
    leadM: Math.max(...metres),
    finishM: 1_000,
    isStill: false,
    isOver: false,
    ...more,
  };
}

describe("the race camera", () => {
  it("keeps the leader in the picture at any frame rate", () => {
    for (const stepMs of [16, 300]) {
      const camera = createRaceCamera(layout);
      for (let ms = 0; ms < 20_000; ms += stepMs) {
        const leadM = (ms / 1000) * 30;
        camera.follow(frameAt(ms, [leadM, leadM - 10]), ms);
        const x = xOf(layout, camera.shot, { metres: leadM, scale: layout.nearScale });
        expect(x).to.be.within(layout.cameraX, layout.width);
      }
    }
  });

  it("waits at the line while the others come home", () => {
    const camera = createRaceCamera(layout);
    camera.follow(frameAt(40_000, [1_050, 980]), 0);
    const x = xOf(layout, camera.shot, { metres: 1_000, scale: 1 });
    expect(x).to.be.within(layout.cameraX, layout.width);
  });

  it("widens the view for a field that is strung out, within limits", () => {
    const camera = createRaceCamera(layout);
    camera.follow(frameAt(20_000, [500, 480]), 0);
    expect(camera.shot.pxPerMetre).to.equal(layout.pxPerMetreMax);
    camera.follow(frameAt(20_050, [500, 300]), 5_000);
    expect(camera.shot.pxPerMetre).to.equal(layout.pxPerMetreMin);
  });

  it("goes close on a still and back again", () => {
    const camera = createRaceCamera(layout);
    camera.follow(frameAt(40_000, [1_000, 999, 900, 900, 900, 900], { isStill: true }), 0);
    expect(camera.shot.zoom).to.be.greaterThan(1.5);
    camera.follow(frameAt(45_000, [1_000, 999, 900, 900, 900, 900]), 5_000);
    expect(camera.shot).to.include({ zoom: 1, offsetX: 0, offsetY: 0 });
  });

  it("keeps both of the first two in a still, however far apart their lanes are", () => {
    const camera = createRaceCamera(layout);
    const metres = Array.from({ length: 12 }, () => 900);
    metres[0] = 1_000;
    metres[11] = 999.9;
    camera.follow(frameAt(40_000, metres, { isStill: true }), 0);
    const { zoom, offsetY } = camera.shot;
    const lanes = layLanes(layout, 12);
    for (const lane of [lanes[0]!, lanes[11]!]) {
      expect((lane.middle - offsetY) * zoom).to.be.within(0, layout.height);
    }
  });

  it("stands behind the gate before the off", () => {
    const camera = createRaceCamera(layout);
    camera.follow(frameAt(undefined, [0, 0]), 0);
    expect(camera.shot.cameraM).to.equal(-layout.gateAheadM);
  });
});
