import { signal } from "@preact/signals";
import type { RaceFrame, RaceMotion } from "./race-motion.ts";

type Draw = (frame: Readonly<RaceFrame>, localNowMs: number) => void;

const COSTS_MAX = 120;

export interface FrameLoop {
  /** Calls back before every drawn frame, after the frame has moved on. */
  onFrame(draw: Draw): () => void;
  /** Notes main-thread milliseconds the world took for one frame. */
  noteWorldCost(ms: number): void;
  /** Main-thread milliseconds of the last frames: letters and world together. */
  readCost(): { frames: number; medianMs: number; meanMs: number; maxMs: number };
}

/** The picture stands still on a close finish. */
export const isStill = signal(false);
/** The winner is drawn over the line. */
export const isHome = signal(false);

/** Moves the race on once for every frame of the screen and lets everyone draw it. */
export function startFrameLoop(motion: RaceMotion, winnerMs: () => number): FrameLoop {
  const draws = new Set<Draw>();
  const costs = new Float32Array(COSTS_MAX);
  let frames = 0;
  let worldMs = 0;

  function step() {
    const startedMs = performance.now();
    const { frame } = motion;
    motion.advance(startedMs);
    isStill.value = frame.isStill;
    const homeMs = winnerMs();
    isHome.value = homeMs > 0 && frame.timeMs !== undefined && frame.timeMs >= homeMs;
    for (const draw of draws) draw(frame, startedMs);
    costs[frames++ % COSTS_MAX] = performance.now() - startedMs + worldMs;
    worldMs = 0;
    requestAnimationFrame(step);
  }
  requestAnimationFrame(step);

  return {
    onFrame(draw) {
      draws.add(draw);
      return () => draws.delete(draw);
    },
    noteWorldCost(ms) {
      worldMs += ms;
    },
    readCost() {
      const kept = costs.slice(0, Math.min(frames, COSTS_MAX)).sort();
      const sumMs = kept.reduce((sum, ms) => sum + ms, 0);
      return {
        frames,
        medianMs: kept[kept.length >> 1] ?? 0,
        meanMs: kept.length === 0 ? 0 : sumMs / kept.length,
        maxMs: kept.at(-1) ?? 0,
      };
    },
  };
}
