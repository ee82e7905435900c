import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useFrameOf } from "#client/engine/use-frame-of.ts";
import type { DisplayFeed } from "#client/race/display/display-feed.ts";
import type { RaceLoop } from "#client/race/display/race-loop.ts";
import type { RaceFrame } from "#client/race/display/race-motion.ts";

export interface Display {
  feed: DisplayFeed;
  loop: RaceLoop;
}

export const DisplayContext = createContext<Display | undefined>(undefined);

/** The feed and the frame loop of this page. */
export function useDisplay(): Display {
  const display = useContext(DisplayContext);
  if (display === undefined) throw new Error("drawn outside of the display");
  return display;
}

/** Draws into an element once a frame, past Preact: for what moves with the race. */
export function useFrame<Target extends Element>(
  draw: (target: Target, frame: Readonly<RaceFrame>) => void,
) {
  return useFrameOf(useDisplay().loop, draw);
}
