import type { Orientation } from "#client/engine/stage-fit.ts";

/** Where everything of the world stands, in stage pixels. `top` and `bottom` are y values. */
export interface WorldLayout {
  width: number;
  height: number;
  sky: { bottom: number };
  skyline: { top: number; bottom: number };
  stand: { top: number; bottom: number };
  board: { top: number; bottom: number };
  track: { top: number; bottom: number; kerb: number };
  /** x of the camera's distance, at every depth: the vanishing point is above it. */
  cameraX: number;
  /** Size of things at the far and at the near edge of the track. */
  farScale: number;
  nearScale: number;
  /** Pixels that one metre is at scale 1, at most and at least. */
  pxPerMetreMax: number;
  pxPerMetreMin: number;
  /** x the last of the field should not fall behind of. */
  tailX: number;
  /** Metres the leader is drawn ahead of the camera at the gate and in the race. */
  gateAheadM: number;
  raceAheadM: number;
  /** Where the letters leave room for the first two of a close finish. */
  still: { middle: number; height: number };
}

export const worldLayouts: Readonly<Record<Orientation, WorldLayout>> = {
  landscape: {
    width: 1920,
    height: 1080,
    sky: { bottom: 420 },
    skyline: { top: 96, bottom: 268 },
    stand: { top: 236, bottom: 372 },
    board: { top: 372, bottom: 402 },
    track: { top: 412, bottom: 942, kerb: 16 },
    cameraX: 1120,
    farScale: 0.66,
    nearScale: 1.16,
    pxPerMetreMax: 26,
    pxPerMetreMin: 15,
    tailX: 420,
    gateAheadM: 12,
    raceAheadM: 9,
    still: { middle: 648, height: 540 },
  },
  portrait: {
    width: 1080,
    height: 1920,
    sky: { bottom: 640 },
    skyline: { top: 250, bottom: 440 },
    stand: { top: 404, bottom: 560 },
    board: { top: 560, bottom: 592 },
    track: { top: 604, bottom: 1180, kerb: 18 },
    cameraX: 560,
    farScale: 0.62,
    nearScale: 1.1,
    pxPerMetreMax: 22,
    pxPerMetreMin: 11,
    tailX: 60,
    gateAheadM: 12,
    raceAheadM: 13,
    still: { middle: 880, height: 520 },
  },
};
