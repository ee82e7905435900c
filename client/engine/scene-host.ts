import type { ReadonlySignal } from "@preact/signals";
import type { FrameCost } from "./frame-loop.ts";
import type { StageFit } from "./stage-fit.ts";

/** What the display's page lends to the scene it shows. */
export interface SceneHost {
  /** Holds the canvas. */
  world: HTMLElement;
  /** Holds the letters. */
  hud: HTMLElement;
  stage: HTMLElement;
  fit: ReadonlySignal<StageFit>;
  /** Lobby or stage code, or `current` for the newest. */
  room: string;
  /** Canvas pixels per screen pixel; undefined = found by itself. */
  resolution: number | undefined;
  /** Drawn over somebody else's picture: nothing but what belongs to the scene, no background. */
  isOverlay: boolean;
}

/** `drawn` by the canvas, or `absent`: then the letters tell the story alone. */
export type WorldStatus = "loading" | "drawn" | "absent";

/** What browser tests read of a scene. */
export interface SceneProbe {
  /** Shows what the server said, with a world or without. */
  ready: boolean;
  world: WorldStatus;
  perf: FrameCost;
}

/** A scene on the display. */
export interface OpenScene {
  /** Scenes add figures of their own. */
  probe(): SceneProbe & Readonly<Record<string, unknown>>;
  /** Leaves its room and frees everything it has drawn with. */
  close(): void;
}
