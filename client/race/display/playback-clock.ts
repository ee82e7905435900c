/** The picture runs this far behind the newest news, so that there is a next sample to move to. */
export const PLAYBACK_DELAY_MS = 100;
/** Arrivals remembered, 1.5 s of them: a clock that drifts or a server that stalls is followed. */
const ARRIVALS_MAX = 30;
/** A smaller error is worked off unseen, a larger one by a jump. */
const JUMP_MS = 500;
/** Part of the elapsed time by which playback runs faster or slower while it works off an error. */
const CORRECTION = 0.1;

export interface PlaybackClock {
  /** Notes that the sample of a race time has just arrived. */
  heard(raceTimeMs: number, localNowMs: number): void;
  /** The race time to draw now. Called once a frame; undefined before the first sample. */
  advance(localNowMs: number): number | undefined;
  reset(): void;
}

/**
 * Turns the page's own clock into race time. The smallest delay seen lately is the truest: a
 * sample can arrive late but never early.
 */
export function startPlaybackClock(): PlaybackClock {
  const offsets = new Float64Array(ARRIVALS_MAX);
  let arrivals = 0;
  let offsetMs = Number.POSITIVE_INFINITY;
  let playedMs: number | undefined;
  let playedAtMs = 0;

  return {
    heard(raceTimeMs, localNowMs) {
      offsets[arrivals++ % ARRIVALS_MAX] = localNowMs - raceTimeMs;
      offsetMs = Number.POSITIVE_INFINITY;
      for (let i = 0; i < Math.min(arrivals, ARRIVALS_MAX); i++) {
        offsetMs = Math.min(offsetMs, offsets[i]!);
      }
    },
    advance(localNowMs) {
      if (arrivals === 0) return undefined;
      const targetMs = localNowMs - offsetMs - PLAYBACK_DELAY_MS;
      const elapsedMs = localNowMs - playedAtMs;
      playedAtMs = localNowMs;
      if (playedMs === undefined) return (playedMs = targetMs);
      const errorMs = targetMs - (playedMs + elapsedMs);
      const correctionMsMax = elapsedMs * CORRECTION;
      playedMs =
        Math.abs(errorMs) > JUMP_MS
          ? targetMs
          : playedMs + elapsedMs + Math.max(-correctionMsMax, Math.min(correctionMsMax, errorMs));
      return playedMs;
    },
    reset() {
      arrivals = 0;
      offsetMs = Number.POSITIVE_INFINITY;
      playedMs = undefined;
    },
  };
}
