import { cleanName } from "#common/live/clean-text.ts";
import type { GiftStreak } from "#common/live/live-event.ts";
import { findListedGift } from "#server/live/gift-table.ts";
import { countOf, type Fields, idOf, partOf, textOf, timeOf } from "./platform-fields.ts";

/** Many times the dearest gift and the longest streak known: sums of what is within stay exact. */
const UNIT_VALUE_MAX = 1_000_000;
const QUANTITY_MAX = 1_000_000;

/**
 * `groupId` is the sender's own clock: further away than this it says more about the phone than about
 * the streak. A start that is not known costs nothing; one that is too early would cost gifts.
 */
const SENDER_OFF_MAX_MS = 60_000;

export interface GiftFields {
  itemId: string;
  itemName: string;
  unitValue: number;
  quantity: number;
  streak?: GiftStreak;
}

/**
 * What a gift message gives. Streakable gifts (type 1) count as a running total of their group,
 * others at once. `createdAt` is the message's own time, platform clock. Undefined without a gift id.
 */
export function readGift(
  msg: Fields,
  createdAt: number | undefined,
  toServerTime: (createdAtMs: number) => number,
): GiftFields | undefined {
  const details = partOf(msg, "gift");
  const itemId = idOf(msg["giftId"]) ?? idOf(details["id"]);
  if (itemId === undefined) return undefined;
  const hasDetails = idOf(details["id"]) !== undefined || textOf(details["name"]) !== "";
  const listed = findListedGift(itemId);
  const gift: GiftFields = {
    itemId,
    itemName: cleanName(textOf(details["name"]) || listed?.name || "", `Gift ${itemId}`),
    unitValue: hasDetails
      ? countOf(details["diamondCount"], UNIT_VALUE_MAX)
      : (listed?.diamonds ?? 0),
    quantity: Math.max(1, countOf(msg["repeatCount"], QUANTITY_MAX)),
  };
  const group = idOf(msg["groupId"]);
  // Only streaks have a group, so that without details the group alone decides.
  const isStreakable = !hasDetails || details["combo"] === true || details["type"] === 1;
  if (group === undefined || !isStreakable) return gift;
  const startedAt = streakStart(group, createdAt);
  return {
    ...gift,
    streak: {
      group,
      startedAt: startedAt === undefined ? 0 : toServerTime(startedAt),
      isFinal: countOf(msg["repeatEnd"]) > 0,
    },
  };
}

/** The group's name is the time at which its first gift was sent, where it can be believed. */
function streakStart(group: string, createdAt: number | undefined): number | undefined {
  const sentAt = timeOf(group);
  if (sentAt === undefined || createdAt === undefined) return undefined;
  if (Math.abs(createdAt - sentAt) > SENDER_OFF_MAX_MS) return undefined;
  return Math.min(sentAt, createdAt);
}
