import type { LikeEvent } from "./live-event.ts";

/** The likes of one LIVE, for goals. */
export interface LikeMeter {
  /** Likes this event adds to `grown`, 0 or more. */
  add(event: LikeEvent): number;
  /** Highest room total told; 0 = none told yet. */
  readonly high: number;
  /** Likes since the first event. */
  readonly grown: number;
}

/**
 * Likes by the room total's high-water mark (LIVE INPUT-1). The total jumps back and forth, since
 * each of the platform's shards knows its own, so only what lies above the highest one counts; the
 * first message that tells it counts the likes it carries itself. As long as none does, the
 * viewers' shares count instead. Depends on the order of the events.
 */
export function createLikeMeter(): LikeMeter {
  let base: number | undefined;
  let high = 0;
  let shares = 0;
  let grown = 0;

  return {
    add({ count, roomTotal }) {
      const before = grown;
      shares += count;
      if (roomTotal !== undefined && roomTotal > 0) {
        base ??= roomTotal - count;
        high = Math.max(high, roomTotal);
      }
      grown = Math.max(grown, base === undefined ? shares : high - base);
      return grown - before;
    },
    get high() {
      return high;
    },
    get grown() {
      return grown;
    },
  };
}
