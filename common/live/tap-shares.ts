import type { LikeEvent } from "./live-event.ts";

export interface TapShareLimits {
  /** Length of one window, milliseconds, by the event's time. */
  windowMs: number;
  /** Likes of one viewer that count in a window: machines that tap gain nothing beyond. */
  perViewerMax: number;
}

/** Likes of viewers, for what they tap. */
export interface TapShares {
  /** Likes of this event that count, 0 to its count. */
  add(event: LikeEvent): number;
  /** Viewers remembered. */
  readonly size: number;
}

/**
 * Viewers' likes as shares of a tap battle (LIVE INPUT-1): the platform tells only a sample of them,
 * so they say who taps more, never how many likes there were. Windows are aligned to the clock and
 * equal for all; only the viewers of the current window are remembered, and an event of an earlier
 * window counts nothing.
 */
export function createTapShares({ windowMs, perViewerMax }: TapShareLimits): TapShares {
  const counted = new Map<string, number>();
  let window = Number.NEGATIVE_INFINITY;

  return {
    add({ viewer, count, at }) {
      const its = Math.floor(at / windowMs);
      if (its < window) return 0;
      if (its > window) {
        window = its;
        counted.clear();
      }
      const before = counted.get(viewer.id) ?? 0;
      const share = Math.max(0, Math.min(count, perViewerMax - before));
      counted.set(viewer.id, before + share);
      return share;
    },
    get size() {
      return counted.size;
    },
  };
}
