import type { Clock } from "#server/framework/clock.ts";

/**
 * Calls `call` at once when it is asked for, and then at most once every `ms`: what is asked for in
 * between is one call at the end of the pause.
 */
export function atMostEvery(clock: Clock, ms: number, call: () => void) {
  let pause: { stop(): void } | undefined;
  let isAsked = false;

  function ask(): void {
    isAsked = true;
    if (pause !== undefined) return;
    isAsked = false;
    pause = clock.after(ms, () => {
      pause = undefined;
      if (isAsked) ask();
    });
    call();
  }

  return { ask, stop: () => pause?.stop() };
}
