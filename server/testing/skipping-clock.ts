import { type Clock, startSystemClock } from "#server/framework/clock.ts";

/** Real time that can jump ahead, as on a laptop that slept. */
export interface SkippingClock extends Clock {
  /** Leaves out `ms` milliseconds; what repeats or rings later keeps its real pauses. */
  skip(ms: number): void;
}

export function startSkippingClock(): SkippingClock {
  const real = startSystemClock();
  let skippedMs = 0;
  return {
    now: () => real.now() + skippedMs,
    every: real.every,
    after: real.after,
    skip(ms) {
      skippedMs += ms;
    },
  };
}
