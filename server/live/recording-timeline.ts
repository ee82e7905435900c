/** A silence of a recording is played no longer than this, in its own time. */
export const GAP_MAX_MS = 5_000;

/**
 * When each message of a recording is due, milliseconds after the first one: the distances of its
 * arrival times, none longer than `GAP_MAX_MS`, none backwards, divided by the speed. Not rounded,
 * so that a long show does not drift.
 */
export function createTimeline(speed: number): (tsMs: number) => number {
  let playedMs = 0;
  let lastMs: number | undefined;
  return (tsMs) => {
    const gapMs = lastMs === undefined ? 0 : tsMs - lastMs;
    lastMs = tsMs;
    playedMs += Math.min(Math.max(0, gapMs), GAP_MAX_MS);
    return playedMs / speed;
  };
}
