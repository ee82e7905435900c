/** The only source of time below `main.ts`, so that a test can hold it still. */
export interface Clock {
  /** Epoch milliseconds that only ever go forwards, whatever happens to the wall clock. */
  now(): number;
  /** Calls back every `ms` until stopped. */
  every(ms: number, callback: () => void): { stop(): void };
  /** Calls back once after `ms` unless stopped. */
  after(ms: number, callback: () => void): { stop(): void };
}

/**
 * Wall time read once, monotonic from then on: a corrected clock neither shortens nor repeats a
 * betting window, and a laptop that slept finds the show where it left it.
 */
export function startSystemClock(): Clock {
  const offset = Date.now() - performance.now();
  return {
    now: () => Math.floor(offset + performance.now()),
    every(ms, callback) {
      const timer = setInterval(callback, ms);
      return { stop: () => clearInterval(timer) };
    },
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return { stop: () => clearTimeout(timer) };
    },
  };
}
