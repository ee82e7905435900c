import type { ScoredGift } from "#common/battle/battle-messages.ts";

export const FLIGHTS_MAX = 8;
const WAITING_MAX = 24;

/** Gifts of one sender and kind on their way to one country, as one picture with `×count`. */
export interface Flight {
  readonly key: string;
  readonly viewerId: string;
  readonly name: string;
  readonly giftId: string;
  readonly giftName: string;
  /** Empty = undecided. */
  readonly country: string;
  count: number;
  points: number;
}

export interface GiftFlow {
  /** In the air now, oldest first. */
  readonly flying: readonly Flight[];
  /** Gifts that joined others or gave way to larger ones instead of flying by themselves. */
  readonly mergedCount: number;
  add(gift: ScoredGift): void;
  /** Sends the next one off: the most points first; undefined while the air is full or nobody waits. */
  launch(): Flight | undefined;
  land(flight: Flight): void;
  clear(): void;
}

/**
 * Keeps a flood of gifts watchable: at most 8 in the air, the same gifts of one sender fly as one,
 * and when too many wait the smallest is left to the scores, which count everything anyway.
 */
export function createGiftFlow(): GiftFlow {
  let flying: Flight[] = [];
  let waiting: Flight[] = [];
  let mergedCount = 0;

  return {
    get flying() {
      return flying;
    },
    get mergedCount() {
      return mergedCount;
    },
    add(gift) {
      const key = `${gift.viewerId} ${gift.giftId} ${gift.country}`;
      const same =
        flying.find((flight) => flight.key === key) ?? waiting.find((flight) => flight.key === key);
      if (same !== undefined) {
        same.count += gift.count;
        same.points += gift.points;
        mergedCount++;
        return;
      }
      const { viewerId, name, giftId, giftName, country, count, points } = gift;
      waiting.push({ key, viewerId, name, giftId, giftName, country, count, points });
      if (waiting.length <= WAITING_MAX) return;
      const smallest = waiting.reduce((least, one) => (one.points < least.points ? one : least));
      waiting = waiting.filter((flight) => flight !== smallest);
      mergedCount++;
    },
    launch() {
      if (flying.length >= FLIGHTS_MAX || waiting.length === 0) return undefined;
      const next = waiting.reduce((most, one) => (one.points > most.points ? one : most));
      waiting = waiting.filter((flight) => flight !== next);
      flying = [...flying, next];
      return next;
    },
    land(flight) {
      flying = flying.filter((one) => one !== flight);
    },
    clear() {
      flying = [];
      waiting = [];
    },
  };
}
