/** Farther apart than this, a creation time is not believed at all. */
export const SKEW_MAX_MS = 86_400_000;
const BUCKET_MS = 30_000;
/** 5 minutes are remembered. */
const BUCKETS_MAX = 10;
/** Kept of each: more than a few wrong ones must not push out the right ones. */
const KEPT_PER_BUCKET = 5;
/** Messages that must agree, within so much, before less trusted ones are overruled. */
const AGREEING = 3;
const AGREEING_WITHIN_MS = 5_000;

/** Tells the platform's clock from ours. */
export interface ClockSkew {
  /** Whether it has observed anything. */
  readonly isKnown: boolean;
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
 * the clocks best, and a late batch never counts as skew. A message may be stamped wrong: a smallest
 * difference counts once two more lie within 5 s of it; where no three agree two do, and before any
 * do the smallest. Remembers 50 numbers. Observe all
 * messages of a frame before asking for the first of them: history that comes with a connection
 * would else set the clock by its oldest message.
 */
export function createClockSkew(): ClockSkew {
  /** Smallest differences by half minute of arrival, ascending. */
  const smallest = new Map<number, number[]>();
  let offset = 0;

  return {
    get isKnown() {
      return smallest.size > 0;
    },
    observe(createdAt, receivedAt) {
      const difference = receivedAt - createdAt;
      if (!isBelievable(difference)) return;
      const bucket = Math.floor(receivedAt / BUCKET_MS);
      const kept = smallest.get(bucket);
      if (kept === undefined) smallest.set(bucket, [difference]);
      else if (kept.length < KEPT_PER_BUCKET || difference < (kept.at(-1) as number)) {
        kept.push(difference);
        kept.sort((a, b) => a - b);
        kept.length = Math.min(kept.length, KEPT_PER_BUCKET);
      } else return;
      for (const known of smallest.keys()) {
        // A bucket ahead of this one is from before our own clock was set back.
        if (known <= bucket - BUCKETS_MAX || known > bucket) smallest.delete(known);
      }
      offset = smallestAgreed([...smallest.values()].flat().toSorted((a, b) => a - b));
    },
    toServerTime(createdAt, receivedAt) {
      if (!isBelievable(receivedAt - createdAt)) return Math.floor(receivedAt);
      return Math.floor(Math.min(createdAt + offset, receivedAt));
    },
  };
}

/** Of ascending differences the first that enough others bear out. */
function smallestAgreed(differences: readonly number[]): number {
  for (let count = AGREEING; count > 0; count -= 1) {
    const agreed = differences.find((difference, index) => {
      const last = differences[index + count - 1];
      return last !== undefined && last - difference <= AGREEING_WITHIN_MS;
    });
    if (agreed !== undefined) return agreed;
  }
  return 0;
}

function isBelievable(difference: number): boolean {
  return Math.abs(difference) <= SKEW_MAX_MS;
}
