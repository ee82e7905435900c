import type { EntityManager } from "typeorm";
import type { GiftCount } from "#common/live/gift-count.ts";
import type { LiveEvent, SupportEvent } from "#common/live/live-event.ts";
import { createStreakBook, type StreakMark, streakKeyOf } from "#common/live/streak-book.ts";

/**
 * Counts the gifts among new events by their streaks' high-water marks, which stay locked until the
 * transaction ends (BATTLE-3). Answers each gift's count and the marks that moved.
 */
export async function countGifts(
  manager: EntityManager,
  events: readonly LiveEvent[],
): Promise<{
  counts: ReadonlyMap<LiveEvent, GiftCount>;
  marks: ReadonlyMap<string, StreakMark>;
}> {
  const gifts = events.filter((event): event is SupportEvent => event.kind === "support");
  const book = createStreakBook();
  book.load(await lockMarks(manager, gifts));
  const counts = new Map(gifts.map((event) => [event, book.count(event)]));
  return { counts, marks: book.takeChanged() };
}

async function lockMarks(
  manager: EntityManager,
  gifts: readonly SupportEvent[],
): Promise<[key: string, mark: StreakMark][]> {
  const keys = new Set(gifts.flatMap((event) => streakKeyOf(event) ?? []));
  if (keys.size === 0) return [];
  const rows: { key: string; high: number; last_at_ms: string }[] = await manager.query(
    `SELECT key, high, last_at_ms FROM live_streaks WHERE key = ANY($1)
       ORDER BY key FOR NO KEY UPDATE`,
    [[...keys]],
  );
  return rows.map(({ key, high, last_at_ms }) => [key, { high, lastAt: Number(last_at_ms) }]);
}
