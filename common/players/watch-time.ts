/** How long a viewer has watched, as their signs of life tell. */
export interface WatchTime {
  /** Minutes present, over all sessions. */
  watchedMinutes: number;
  /** Minute of the newest sign, minutes since 1970; null before the first. */
  lastSeenMinute: number | null;
  /** Stream session of that sign. */
  lastSession: number | null;
}

/**
 * Counts signs of life of one session: each keeps a viewer present for `presenceMinutes`, so the time
 * since the sign before it counts up to that much. The first sign of a session counts nothing, a late
 * one neither. `minutes` ascend. Signs of one minute are one, so any split into batches that keeps
 * their order gives the same.
 */
export function watchOn(
  before: WatchTime,
  signs: { session: number; minutes: readonly number[]; presenceMinutes: number },
): WatchTime {
  const { session, minutes, presenceMinutes } = signs;
  let { watchedMinutes, lastSeenMinute, lastSession } = before;
  for (const minute of minutes) {
    if (lastSession !== session || lastSeenMinute === null) {
      lastSession = session;
      lastSeenMinute = minute;
    } else if (minute > lastSeenMinute) {
      watchedMinutes += Math.min(minute - lastSeenMinute, presenceMinutes);
      lastSeenMinute = minute;
    }
  }
  return { watchedMinutes, lastSeenMinute, lastSession };
}

/** The minute of a time in epoch milliseconds. */
export function minuteOf(at: number): number {
  return Math.floor(at / 60_000);
}
