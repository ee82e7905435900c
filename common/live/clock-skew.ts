/** Farther apart than this, a creation time is not believed at all. */
export const SKEW_MAX_MS = 86_400_000;
const BUCKET_MS = 30_000;
/** 5 minutes are remembered. */
const BUCKETS_MAX = 10;

/** Tells the platform's clock from ours. */
export interface ClockSkew {
  /** Takes one message's creation (platform's clock) and arrival (ours), epoch milliseconds. */
  observe(createdAt: number, receivedAt: number): void;
  /**
   * When it was created on our clock, whole milliseconds, never after `receivedAt`. What can't be
   * believed (not a number, or more than a day off) is taken as created when it arrived.
   */
  toServerTime(createdAt: number, receivedAt: number): number;
}

/**
 * Estimates the offset of the platform's clock as the smallest difference between arrival and
 * creation of the last 5 minutes: every message is late by some delay, so the least late one shows
 * the clocks best, and a late batch never counts as skew. Remembers ten numbers. Observe all
 * messages of a frame before asking for the first of them: history that comes with a connection
 * would else set the clock by its oldest message.
 */
export function createClockSkew(): ClockSkew {
  /** Smallest difference by half minute of arrival. */
  const smallest = new Map<number, number>();
  let offset = 0;

  return {
    observe(createdAt, receivedAt) {
      const difference = receivedAt - createdAt;
      if (!isBelievable(difference)) return;
      const bucket = Math.floor(receivedAt / BUCKET_MS);
      smallest.set(bucket, Math.min(smallest.get(bucket) ?? difference, difference));
      for (const known of smallest.keys()) {
        // A bucket ahead of this one is from before our own clock was set back.
        if (known <= bucket - BUCKETS_MAX || known > bucket) smallest.delete(known);
      }
      offset = Math.min(...smallest.values());
    },
    toServerTime(createdAt, receivedAt) {
      if (!isBelievable(receivedAt - createdAt)) return Math.floor(receivedAt);
      return Math.floor(Math.min(createdAt + offset, receivedAt));
    },
  };
}

function isBelievable(difference: number): boolean {
  return Math.abs(difference) <= SKEW_MAX_MS;
}
