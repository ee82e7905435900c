import { addedGifts, type GiftCount } from "#common/live/gift-count.ts";

/**
 * Gifts of a frame that were given after `startedAt` (BATTLE-3); the frame itself is from later.
 * A frame adds what it moves its streak's high-water mark by. When it is the first that is seen of
 * a streak which began before, its earlier hits are unknown and are taken for earlier ones: the hit
 * that made the frame counts, and none does when the frame only says that the streak is over.
 */
export function countSince(gift: GiftCount, startedAt: number): number {
  const added = addedGifts(gift);
  const { streak } = gift.event;
  const isFirstSeen = gift.from === 0;
  if (streak === undefined || !isFirstSeen) return added;
  // 0: the platform did not say when it began.
  const beganBefore = streak.startedAt > 0 && streak.startedAt < startedAt;
  if (!beganBefore) return added;
  return streak.isFinal ? 0 : Math.min(1, added);
}
