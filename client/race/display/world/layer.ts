import type { Scene } from "phaser";
import type { Painter } from "#client/engine/painter.ts";
import type { RaceFrame } from "#client/race/display/race-motion.ts";
import type { Shot } from "./race-camera.ts";
import type { WorldLayout } from "./world-layout.ts";

export interface Moment {
  frame: Readonly<RaceFrame>;
  shot: Readonly<Shot>;
  /** Milliseconds on the page's own clock: for what moves by itself. */
  nowMs: number;
  /** Since the last drawn moment; 0 while the picture stands still. */
  elapsedMs: number;
}

/** One part of the world. It sees the race as it is drawn and never the network. */
export interface Layer {
  draw(moment: Readonly<Moment>): void;
}

/** What every layer is built from. */
export interface Site {
  scene: Scene;
  painter: Painter;
  layout: WorldLayout;
}
