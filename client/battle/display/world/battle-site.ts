import { BlendModes, type Scene } from "phaser";
import type { BattleView } from "#client/battle/battle-view.ts";
import type { BattleLayout } from "#client/battle/display/battle-layout.ts";
import type { BattleFrame } from "#client/battle/display/battle-motion.ts";
import type { FlightFrame } from "#client/battle/display/flights.ts";
import type { Painter } from "#client/engine/painter.ts";

/** What every layer of the battle's world is built from. */
export interface BattleSite {
  scene: Scene;
  painter: Painter;
  layout: BattleLayout;
  view: BattleView | undefined;
  /** Over somebody else's picture: no background. */
  isOverlay: boolean;
  /** The viewer asked for little motion. */
  isCalm: boolean;
}

export interface BattleMoment {
  frame: Readonly<BattleFrame>;
  view: BattleView | undefined;
  flights: readonly FlightFrame[];
  /** Milliseconds on the page's own clock: for what moves by itself. */
  nowMs: number;
  elapsedMs: number;
}

/** One part of the world. It sees the battle as it is drawn and never the network. */
export interface BattleLayer {
  draw(moment: Readonly<BattleMoment>): void;
}

/** Light is added to the night; over somebody else's picture added light is lost, so there it is laid on. */
export function lightBlend({ isOverlay }: Pick<BattleSite, "isOverlay">): BlendModes {
  return isOverlay ? BlendModes.NORMAL : BlendModes.ADD;
}
