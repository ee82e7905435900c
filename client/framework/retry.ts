const FIRST_MS = 1_000;
const LAST_MS = 15_000;

/** Tries something again and again, for as long as it is asked to. */
export interface Retry {
  /** Tries again after a pause, each twice as long as the one before, up to 15 s, with jitter. */
  later(): void;
  /** It worked: the next pause is short again. */
  reset(): void;
  stop(): void;
}

/** When the device comes back online a pause under way ends at once. */
export function startRetry(attempt: () => void): Retry {
  let pauseMs = FIRST_MS;
  let pause: ReturnType<typeof setTimeout> | undefined;

  function now() {
    if (pause === undefined) return;
    clearTimeout(pause);
    pause = undefined;
    attempt();
  }
  addEventListener("online", now);

  return {
    later() {
      clearTimeout(pause);
      pause = setTimeout(now, pauseMs * (0.75 + Math.random() / 2));
      pauseMs = Math.min(pauseMs * 2, LAST_MS);
    },
    reset() {
      pauseMs = FIRST_MS;
    },
    stop() {
      clearTimeout(pause);
      pause = undefined;
      removeEventListener("online", now);
    },
  };
}
