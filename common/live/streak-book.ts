import type { GiftCount } from "./gift-count.ts";
import type { SupportEvent } from "./live-event.ts";

/** What is known of one streak. */
export interface StreakMark {
  /** Most gifts that any of its frames has told; 0 = none yet. */
  high: number;
  /** When its last frame reached the server, epoch milliseconds. */
  lastAt: number;
}

/** Counts gifts once, in whatever order and however often their frames come. */
export interface StreakBook {
  /**
   * What this frame adds. A gift outside a streak adds its quantity every time it is asked: its
   * event must be one that has not been counted (the record's unique id decides that).
   */
  count(event: SupportEvent): GiftCount;
  /** Takes up marks kept elsewhere; a mark known already only rises. They do not count as changed. */
  load(marks: Iterable<readonly [key: string, mark: StreakMark]>): void;
  /** Marks moved by `count` since the last call of this, by key. */
  takeChanged(): ReadonlyMap<string, StreakMark>;
  /** Streaks known. */
  readonly size: number;
}

/**
 * High-water marks of gift streaks (BATTLE-3). A frame of a streak carries its total so far; only
 * what lies above the highest total heard counts. So every order, repetition and loss of frames
 * ends at the same sum: the highest total heard. A mark that is forgotten would count again from 0;
 * whoever bounds this book keeps the marks elsewhere and loads them before counting.
 */
export function createStreakBook(): StreakBook {
  const marks = new Map<string, StreakMark>();
  const changed = new Map<string, StreakMark>();

  return {
    count(event) {
      const count = countGift((key) => marks.get(key)?.high ?? 0, event);
      const key = count.streakKey;
      if (key === undefined) return count;
      const old = marks.get(key);
      const mark = join(old, { high: count.to, lastAt: event.receivedAt });
      marks.set(key, mark);
      if (old === undefined || !isSame(old, mark)) changed.set(key, mark);
      return count;
    },
    load(loaded) {
      for (const [key, mark] of loaded) marks.set(key, join(marks.get(key), mark));
    },
    takeChanged() {
      const taken = new Map(changed);
      changed.clear();
      return taken;
    },
    get size() {
      return marks.size;
    },
  };
}

/**
 * What one frame adds to its streak, whose high-water mark `highOf` tells (0 = none yet). A gift
 * outside a streak counts from 0 to its quantity.
 */
function countGift(highOf: (key: string) => number, event: SupportEvent): GiftCount {
  const key = streakKeyOf(event);
  if (key === undefined) return { event, from: 0, to: event.quantity };
  const from = highOf(key);
  return { event, streakKey: key, from, to: Math.max(from, event.quantity) };
}

/** `source:channel:viewer:item:group`; undefined for a gift outside a streak. */
export function streakKeyOf({
  source,
  channel,
  viewer,
  itemId,
  streak,
}: SupportEvent): string | undefined {
  return streak && [source, channel, viewer.id, itemId, streak.group].join(":");
}

function join(a: StreakMark | undefined, b: StreakMark): StreakMark {
  if (a === undefined) return b;
  return { high: Math.max(a.high, b.high), lastAt: Math.max(a.lastAt, b.lastAt) };
}

function isSame(a: StreakMark, b: StreakMark): boolean {
  return a.high === b.high && a.lastAt === b.lastAt;
}
