import { type Clock, startSystemClock } from "#server/framework/clock.ts";

/** A clock that several processes of one machine read alike. */
export interface BenchClock extends Clock {
  /** Epoch milliseconds with their fraction; `now()` is this, rounded down. */
  exact(): number;
}

/** What to give to `openBenchClock` in every process: epoch minus the machine's monotonic clock. */
export function readClockOffsetMs(): number {
  return Date.now() - monotonicMs();
}

/**
 * Wall time on the machine's monotonic clock, which does not depend on when a process started, so
 * that a stamp of one process can be subtracted in another.
 */
export function openBenchClock(offsetMs: number): BenchClock {
  const exact = () => offsetMs + monotonicMs();
  return { ...startSystemClock(), exact, now: () => Math.floor(exact()) };
}

function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
