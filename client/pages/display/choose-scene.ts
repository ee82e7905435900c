import type { BattleView } from "#client/battle/battle-view.ts";

export type SceneName = "race" | "battle";

/** How long a result stays on when no next battle is announced. */
const RESULT_SHOWN_MS = 30_000;
/** Announced longer ahead than this, the races go on meanwhile. */
const AHEAD_MS_MAX = 120_000;

/**
 * What a display that follows the show shows: the battle while it is fought, while its result is
 * news, and while the next one is about to begin; else the race. `now` is the server's clock.
 */
export function chooseScene(
  view: Pick<BattleView, "phase" | "endsAtMs" | "nextBattleAtMs"> | undefined,
  now: number,
): SceneName {
  if (view === undefined) return "race";
  const isSoon = view.nextBattleAtMs > 0 && view.nextBattleAtMs - now < AHEAD_MS_MAX;
  if (view.phase === "idle") return "race";
  if (view.phase !== "finished" || isSoon) return "battle";
  return now - view.endsAtMs < RESULT_SHOWN_MS ? "battle" : "race";
}
