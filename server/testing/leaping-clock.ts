import type { Clock } from "#server/framework/clock.ts";
import { makeFakeClock } from "./fake-clock.ts";

/** Real time that can leap ahead, with every alarm on the way ringing at its own time. */
export interface LeapingClock extends Clock {
  leap(ms: number): void;
  stop(): void;
}

const STEP_MS = 5;

export function startLeapingClock(): LeapingClock {
  const clock = makeFakeClock(Date.now());
  let seen = performance.now();
  const timer = setInterval(() => {
    const elapsedMs = Math.floor(performance.now() - seen);
    seen += elapsedMs;
    clock.advance(elapsedMs);
  }, STEP_MS);
  return {
    now: clock.now,
    every: clock.every,
    after: clock.after,
    leap: clock.advance,
    stop: () => clearInterval(timer),
  };
}
