import type { DataSource } from "typeorm";

/** One frame about a gift, as far as its worth goes; told without the code under test. */
export interface GiftFrame {
  msgId: string;
  viewerId: string;
  giftId: string;
  diamonds: number;
  /** The streak's total so far, or the quantity of a gift outside a streak. */
  count: number;
  /** "0" outside a streak. */
  group: string;
}

export interface GiftWorth {
  gifts: number;
  diamonds: number;
}

/**
 * What gifts are worth by brute force: each streak by its highest frame, each other gift by its
 * message, whatever comes twice; by viewer.
 */
export function worthByViewer(frames: Iterable<GiftFrame>): Map<string, GiftWorth> {
  const highest = new Map<string, GiftFrame>();
  for (const frame of frames) {
    const { msgId, viewerId, giftId, group } = frame;
    const name = group === "0" ? msgId : `${viewerId} ${giftId} ${group}`;
    const known = highest.get(name);
    if (known === undefined || known.count < frame.count) highest.set(name, frame);
  }
  const worths = new Map<string, GiftWorth>();
  for (const { viewerId, count, diamonds } of highest.values()) {
    const worth = worths.get(viewerId) ?? { gifts: 0, diamonds: 0 };
    worth.gifts += count;
    worth.diamonds += count * diamonds;
    worths.set(viewerId, worth);
  }
  return worths;
}

export function sumWorths(worths: Iterable<GiftWorth>): GiftWorth {
  const sum = { gifts: 0, diamonds: 0 };
  for (const { gifts, diamonds } of worths) {
    sum.gifts += gifts;
    sum.diamonds += diamonds;
  }
  return sum;
}

/** Diamonds by the side that each viewer has chosen; a side nobody gave to has 0. */
export function diamondsBySide(
  worths: ReadonlyMap<string, GiftWorth>,
  sideOf: (viewerId: string) => string,
  sides: readonly string[],
): Record<string, number> {
  const scores = Object.fromEntries(sides.map((side) => [side, 0]));
  for (const [viewerId, { diamonds }] of worths) {
    const side = sideOf(viewerId);
    scores[side] = (scores[side] ?? 0) + diamonds;
  }
  return scores;
}

/** Gifts that are in the record, read back as frames. */
export async function readGiftFrames(dataSource: DataSource): Promise<GiftFrame[]> {
  const rows: { event_id: string; viewer_id: string; payload: Record<string, unknown> }[] =
    await dataSource.query(
      "SELECT event_id, viewer_id, payload FROM live_events WHERE kind = 'support' ORDER BY seq",
    );
  return rows.map(({ event_id, viewer_id, payload }) => ({
    msgId: event_id,
    viewerId: viewer_id,
    giftId: payload.itemId as string,
    diamonds: payload.unitValue as number,
    count: payload.quantity as number,
    group: (payload.streak as { group: string } | undefined)?.group ?? "0",
  }));
}
