import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { BattleFeed } from "#client/battle/battle-feed.ts";
import type { BattleLayout } from "#client/battle/display/battle-layout.ts";
import type { BattleFrame } from "#client/battle/display/battle-motion.ts";
import type { Flights } from "#client/battle/display/flights.ts";
import type { News } from "#client/battle/display/news.ts";
import type { FrameLoop } from "#client/engine/frame-loop.ts";
import { useFrameOf } from "#client/engine/use-frame-of.ts";

export interface Battle {
  feed: BattleFeed;
  loop: FrameLoop<BattleFrame>;
  flights: Flights;
  news: News;
  layout: ReadonlySignal<BattleLayout>;
  /** Stage code, or `current`. */
  room: string;
  /** Sound waits for a hand on the page. */
  isSoundBlocked: ReadonlySignal<boolean>;
}

export const BattleContext = createContext<Battle | undefined>(undefined);

/** Everything the letters of this scene are drawn from. */
export function useBattle(): Battle {
  const battle = useContext(BattleContext);
  if (battle === undefined) throw new Error("drawn outside of the battle");
  return battle;
}

/** Draws into an element once a frame, past Preact: for what moves. */
export function useFrame<Target extends Element>(
  draw: (target: Target, frame: Readonly<BattleFrame>) => void,
) {
  return useFrameOf(useBattle().loop, draw);
}
