/** Canvas pixels per screen pixel, tried from the sharpest down. */
const rungs = [1, 0.75, 0.5, 0.35] as const;
const SLOW_FRAME_MS = 25;
const PATIENCE_MS = 3_000;
/** Frames further apart than this are a hidden tab or a sleeping laptop, not a slow canvas. */
const ASLEEP_MS = 4_000;

/**
 * Finds the canvas size a machine can draw: when over 3 s more than one frame in ten takes
 * longer than 25 ms, the canvas gets a step smaller. Never larger again: a picture that keeps
 * changing its sharpness is worse than a soft one.
 */
export function createResolutionLadder() {
  let rung = 0;
  let frames = 0;
  let slowFrames = 0;
  let sinceMs = 0;
  return {
    get resolution(): number {
      return rungs[rung]!;
    },
    /** Notes the milliseconds between two frames; true when the resolution has just changed. */
    noteFrame(frameMs: number): boolean {
      if (frameMs > ASLEEP_MS) return false;
      frames++;
      sinceMs += frameMs;
      if (frameMs > SLOW_FRAME_MS) slowFrames++;
      if (sinceMs < PATIENCE_MS) return false;
      const isSlow = slowFrames * 10 > frames;
      frames = 0;
      slowFrames = 0;
      sinceMs = 0;
      if (!isSlow || rung === rungs.length - 1) return false;
      rung++;
      return true;
    },
  };
}
