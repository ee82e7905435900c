/** Estimates of the server's clock kept at the most; old ones leave, so a drifting clock is followed. */
const SAMPLES_MAX = 60;

export interface ServerClock {
  /** Notes a server time that has just arrived. */
  heard(serverTimeMs: number): void;
  /** The server's clock now, epoch milliseconds. */
  now(): number;
  reset(): void;
}

/**
 * The smallest delay seen lately is the truest: a state can arrive late but never early, so the
 * offset is the minimum of (arrival − server time).
 */
export function startServerClock(localNow: () => number = () => performance.now()): ServerClock {
  let offsets: number[] = [];
  let offset: number | undefined;
  return {
    heard(serverTimeMs) {
      offsets.push(localNow() - serverTimeMs);
      if (offsets.length > SAMPLES_MAX) offsets.shift();
      offset = Math.min(...offsets);
    },
    now: () => (offset === undefined ? Date.now() : localNow() - offset),
    reset() {
      offsets = [];
    },
  };
}
