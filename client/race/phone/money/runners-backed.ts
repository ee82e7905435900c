import type { Play } from "../play.ts";

/** Saddle numbers of the runners I have a standing bet on, alone or in a combination. */
export function runnersBackedOf(play: Play, raceId: number): ReadonlySet<number> {
  const standing = play.betting.bets.value.filter(
    (bet) => bet.raceId === raceId && bet.status !== "cancelled",
  );
  return new Set(standing.flatMap(({ selection }) => selection));
}
