import type { LiveEvent } from "#common/live/live-event.ts";

/** What has really come out of a simulated LIVE so far, each event and each gift of a streak once. */
export interface SimulatorTruth {
  /** Different events told; their repetitions are not counted. */
  events: number;
  gifts: number;
  diamonds: number;
  streaks: number;
  chats: number;
  follows: number;
  shares: number;
  joins: number;
  viewersPeak: number;
  diamondsByGift: Readonly<Record<string, number>>;
  diamondsByViewer: Readonly<Record<string, number>>;
}

export interface TruthBook {
  /** An event that is told for the first time; `newGifts` is what it adds by the plan of its streak. */
  add(event: { kind: LiveEvent["kind"]; current?: number }, newGifts?: NewGifts): void;
  read(): SimulatorTruth;
}

/** Gifts that the story knows to be new, with whom and what they are of. */
export interface NewGifts {
  viewerId: string;
  giftId: string;
  diamonds: number;
  count: number;
  beginsStreak: boolean;
}

const countedAs = {
  chat: "chats",
  follow: "follows",
  share: "shares",
  join: "joins",
} as const;

export function createTruthBook(): TruthBook {
  const sums = {
    events: 0,
    gifts: 0,
    diamonds: 0,
    streaks: 0,
    chats: 0,
    follows: 0,
    shares: 0,
    joins: 0,
    viewersPeak: 0,
  };
  const diamondsByGift: Record<string, number> = {};
  const diamondsByViewer: Record<string, number> = {};

  function give({ viewerId, giftId, diamonds, count, beginsStreak }: NewGifts): void {
    const worth = diamonds * count;
    sums.gifts += count;
    sums.diamonds += worth;
    if (beginsStreak) sums.streaks += 1;
    diamondsByGift[giftId] = (diamondsByGift[giftId] ?? 0) + worth;
    diamondsByViewer[viewerId] = (diamondsByViewer[viewerId] ?? 0) + worth;
  }

  return {
    add({ kind, current = 0 }, newGifts) {
      sums.events += 1;
      sums.viewersPeak = Math.max(sums.viewersPeak, current);
      if (kind in countedAs) sums[countedAs[kind as keyof typeof countedAs]] += 1;
      if (newGifts !== undefined) give(newGifts);
    },
    read: () => ({
      ...sums,
      diamondsByGift: { ...diamondsByGift },
      diamondsByViewer: { ...diamondsByViewer },
    }),
  };
}
