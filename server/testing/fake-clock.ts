import type { Clock } from "#server/framework/clock.ts";

interface Alarm {
  at: number;
  everyMs: number | undefined;
  callback: () => void;
}

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /** Goes on by `ms`, ringing every alarm on the way at its own time, in order. */
  advance(ms: number): void;
}

export function makeFakeClock(startsAt = 1_800_000_000_000): FakeClock {
  let now = startsAt;
  const alarms = new Set<Alarm>();

  function set(ms: number, everyMs: number | undefined, callback: () => void) {
    const alarm: Alarm = { at: now + ms, everyMs, callback };
    alarms.add(alarm);
    return { stop: () => void alarms.delete(alarm) };
  }

  return {
    now: () => now,
    every: (ms, callback) => set(ms, ms, callback),
    after: (ms, callback) => set(ms, undefined, callback),
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const due = [...alarms].filter((alarm) => alarm.at <= until).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        now = due.at;
        if (due.everyMs === undefined) alarms.delete(due);
        else due.at += due.everyMs;
        due.callback();
      }
      now = until;
    },
  };
}
