import type { OpenScene } from "#client/engine/scene-host.ts";

/** So many failures in a row, and the page itself may be too old for the server's build. */
export const FAILURES_MAX = 3;
/** How long a page stays at least: a fresh one would find nothing else. */
export const PAGE_AGE_MIN_MS = 60_000;

export interface Scenery<Name> {
  /** Which scene is wanted now; may reject as `load` does. */
  choose(): Promise<Name>;
  /** Fetches what a scene is made of and opens nothing yet; rejects where it can't be had. */
  load(name: Name): Promise<() => OpenScene>;
  /** Takes the picture of the old scene off. */
  fadeOut(): Promise<void>;
  /** Puts on the picture of the scene that is opened next. */
  fadeIn(name: Name): void;
  noteFailure(cause: unknown): void;
  /** Loads the page anew. */
  reload(): void;
  /** How long ago the page was loaded, milliseconds. */
  pageAgeMs(): number;
}

export interface SceneTurner<Name> {
  readonly shown: { readonly name: Name; readonly scene: OpenScene } | undefined;
  /**
   * Puts the wanted scene on unless it is on; while one is being put on it does nothing. The old one
   * stays until the next one can be opened. A failure is noted and left to the next look.
   */
  look(): Promise<void>;
}

/** One scene at a time on the display. */
export function turnScenes<Name extends string>(scenery: Scenery<Name>): SceneTurner<Name> {
  let shown: { name: Name; scene: OpenScene } | undefined;
  let isTurning = false;
  let failureCount = 0;

  async function turn(): Promise<void> {
    const name = await scenery.choose();
    if (shown?.name === name) return;
    const open = await scenery.load(name);
    if (shown !== undefined) {
      await scenery.fadeOut();
      const { scene } = shown;
      shown = undefined;
      scene.close();
    }
    scenery.fadeIn(name);
    shown = { name, scene: open() };
  }

  return {
    get shown() {
      return shown;
    },
    async look() {
      if (isTurning) return;
      isTurning = true;
      try {
        await turn();
        failureCount = 0;
      } catch (cause) {
        scenery.noteFailure(cause);
        failureCount += 1;
      } finally {
        isTurning = false;
      }
      if (failureCount >= FAILURES_MAX && scenery.pageAgeMs() >= PAGE_AGE_MIN_MS) scenery.reload();
    },
  };
}
