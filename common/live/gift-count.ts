import type { SupportEvent } from "./live-event.ts";

/**
 * What one gift frame adds to what was known of its streak: the high-water mark moved from `from` to
 * `to` (equal when the frame was late or a repeat). A gift outside a streak goes from 0 to its quantity.
 */
export interface GiftCount {
  event: SupportEvent;
  /** `source:channel:viewer:item:group`; undefined outside a streak. */
  streakKey?: string;
  from: number;
  to: number;
}

/** Gifts this frame adds, 0 or more. */
export function addedGifts({ from, to }: GiftCount): number {
  return to - from;
}

/** Diamonds this frame adds. */
export function addedDiamonds(count: GiftCount): number {
  return addedGifts(count) * count.event.unitValue;
}
