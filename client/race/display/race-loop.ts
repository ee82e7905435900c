import { signal } from "@preact/signals";
import { type FrameLoop, startFrameLoop } from "#client/engine/frame-loop.ts";
import type { RaceFrame, RaceMotion } from "./race-motion.ts";

export type RaceLoop = FrameLoop<RaceFrame>;

/** The picture stands still on a close finish. */
export const isStill = signal(false);
/** The winner is drawn over the line. */
export const isHome = signal(false);

/** Moves the race on once for every frame of the screen. */
export function startRaceLoop(motion: RaceMotion, winnerMs: () => number): RaceLoop {
  return startFrameLoop((localNowMs) => {
    const { frame } = motion;
    motion.advance(localNowMs);
    isStill.value = frame.isStill;
    const homeMs = winnerMs();
    isHome.value = homeMs > 0 && frame.timeMs !== undefined && frame.timeMs >= homeMs;
    return frame;
  });
}
