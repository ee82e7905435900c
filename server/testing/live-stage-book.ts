import { randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import type { SupportEvent } from "#common/live/live-event.ts";
import type { StreamSession } from "#common/live/recorded-event.ts";
import { createRoomLeases } from "#server/framework/durable-room.ts";
import { StreamSessionEntity } from "#server/live/stream-session-entity.ts";
import { toStreamSession } from "#server/live/to-stream-session.ts";

const NOW = 1_800_000_000_000;

/** A room of its own with a stream session, and what was recorded in it. */
export interface LiveStageBook {
  room: { id: string; epoch: number; code: string };
  session: StreamSession;
  /** Recorded gifts by the marks of their streaks and by their single frames. */
  giftsRecorded(): Promise<number>;
}

/** Opens a durable room and a stream session of `channel` in it. */
export async function openLiveStageBook(
  dataSource: DataSource,
  channel = `streamer-${randomUUID().slice(0, 8)}`,
): Promise<LiveStageBook> {
  const id = randomUUID();
  const leases = createRoomLeases({ dataSource, owner: id, leaseMs: 60_000, now: () => NOW });
  const room = await leases.open({ id, type: "battle", code: id.slice(0, 4), settings: {} });
  const repository = dataSource.getRepository(StreamSessionEntity);
  const { raw } = await repository.insert({
    stage: room.code,
    roomId: id,
    source: "tiktok",
    channel,
    request: { source: "tiktok", channel },
    startedAtMs: BigInt(NOW),
  });
  const [{ id: sessionId }] = raw as [{ id: number }];
  const row = await repository.findOneByOrFail({ id: sessionId });
  return {
    room: { id, epoch: room.epoch, code: room.code },
    session: toStreamSession(row),
    async giftsRecorded() {
      return (await repository.findOneByOrFail({ id: sessionId })).gifts;
    },
  };
}

/** What gifts are worth, told without the code under test: each streak by its highest frame. */
export function bruteForceGifts(gifts: readonly SupportEvent[]): number {
  const single = new Map<string, number>();
  const streaks = new Map<string, number>();
  for (const gift of gifts) {
    if (gift.streak === undefined) {
      single.set(gift.eventId, gift.quantity);
    } else {
      const key = `${gift.viewer.id} ${gift.itemId} ${gift.streak.group}`;
      streaks.set(key, Math.max(streaks.get(key) ?? 0, gift.quantity));
    }
  }
  return [...single.values(), ...streaks.values()].reduce((sum, count) => sum + count, 0);
}
