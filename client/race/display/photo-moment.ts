/** How long the picture stands still on the line. */
export const PHOTO_HOLD_MS = 4_500;
/** What lies further back is no longer in the motion buffer: too late for a still. */
const LATE_MS_MAX = 2_500;

export interface PhotoMoment {
  /**
   * The race time of the still to show now, or undefined while the race is drawn live. Called
   * once a frame. `winnerMs` is the winner's time over the line, 0 while there is none.
   */
  frozenAtMs(news: {
    raceId: number;
    isPhotoFinish: boolean;
    winnerMs: number;
    playedMs: number;
    localNowMs: number;
  }): number | undefined;
}

/** Decides when a close finish stands still: once a race, as the winner reaches the line. */
export function createPhotoMoment(): PhotoMoment {
  let watchedRaceId = 0;
  let shownRaceId = 0;
  let heldUntilMs = 0;
  return {
    frozenAtMs({ raceId, isPhotoFinish, winnerMs, playedMs, localNowMs }) {
      if (winnerMs === 0 || playedMs < winnerMs) watchedRaceId = raceId;
      if (!isPhotoFinish || winnerMs === 0 || playedMs < winnerMs) return undefined;
      if (shownRaceId !== raceId) {
        shownRaceId = raceId;
        const isLate = watchedRaceId !== raceId || playedMs - winnerMs > LATE_MS_MAX;
        heldUntilMs = isLate ? 0 : localNowMs + PHOTO_HOLD_MS;
      }
      return localNowMs < heldUntilMs ? winnerMs : undefined;
    },
  };
}
