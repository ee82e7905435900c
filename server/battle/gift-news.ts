import { type ScoredGift } from "#common/battle/battle-messages.ts";
import type { BattleNews } from "./battle-consumer.ts";

/** Gifts in one message; the rest of a flood is only in the scores. */
const GIFTS_MAX = 40;

/** Collects what scored between two messages, for the picture. */
export interface GiftNews {
  add(points: BattleNews["points"]): void;
  /** What has come in since the last time: gifts alike of one viewer for one side as one. */
  take(): ScoredGift[];
}

export function createGiftNews(): GiftNews {
  let waiting = new Map<string, ScoredGift>();
  let lastId = 0;

  function addOne({ row, event }: BattleNews["points"][number]) {
    const country = row.country ?? "";
    const key = `${row.viewerId} ${row.giftId} ${country}`;
    const before = waiting.get(key);
    if (before === undefined && waiting.size >= GIFTS_MAX) return;
    lastId += 1;
    waiting.set(key, {
      id: before?.id ?? lastId,
      viewerId: row.viewerId ?? "",
      name: row.viewerName,
      giftId: row.giftId ?? "",
      giftName: row.giftName ?? "",
      count: (before?.count ?? 0) + row.gifts,
      streakTotal: Math.max(
        before?.streakTotal ?? 0,
        event?.streak === undefined ? 0 : row.toCount,
      ),
      diamonds: (before?.diamonds ?? 0) + Number(row.diamonds),
      points: (before?.points ?? 0) + Number(row.points),
      multiplier: Math.max(before?.multiplier ?? 1, row.multiplier),
      country,
    });
  }

  return {
    add(points) {
      for (const scored of points) addOne(scored);
    },
    take() {
      if (waiting.size === 0) return [];
      const gifts = [...waiting.values()];
      waiting = new Map();
      return gifts;
    },
  };
}
