import { addedGifts } from "#common/live/gift-count.ts";
import { createLikeMeter, type LikeMeter } from "#common/live/like-meter.ts";
import type { LiveEvent } from "#common/live/live-event.ts";
import type { RecordedBatch } from "#common/live/recorded-event.ts";
import type { LiveStatus } from "#common/live/source-status.ts";
import type { StreamSessionRow } from "./stream-session-entity.ts";

/** Figures of a LIVE for the host's screen. */
export type StageFigures = Pick<LiveStatus, "viewers" | "likes" | "recorded" | "gifts">;

/** Keeps a LIVE's figures as its events come in and are recorded. */
export interface StagePicture {
  readonly figures: StageFigures;
  /** When the newest event reached the server, epoch milliseconds; 0 = none has. */
  readonly lastEventAt: number;
  see(event: LiveEvent): void;
  count(batch: RecordedBatch): void;
  /** Goes by what is recorded, however much was counted. */
  recount(row: StreamSessionRow): void;
}

/** Begins with what is recorded of a session that goes on. */
export function createStagePicture(row?: StreamSessionRow): StagePicture {
  const likes: LikeMeter = createLikeMeter();
  let viewers = 0;
  let recorded = row?.events ?? 0;
  let gifts = row?.gifts ?? 0;
  let lastEventAt = Number(row?.lastEventAtMs ?? 0);
  return {
    get figures() {
      return { viewers, likes: Math.max(likes.high, likes.grown), recorded, gifts };
    },
    get lastEventAt() {
      return lastEventAt;
    },
    see(event) {
      lastEventAt = Math.max(lastEventAt, event.receivedAt);
      if (event.kind === "viewers") viewers = event.current;
      else if (event.kind === "like") likes.add(event);
    },
    count({ events }) {
      recorded += events.length;
      for (const { gift } of events) if (gift !== undefined) gifts += addedGifts(gift);
    },
    recount(row) {
      recorded = row.events;
      gifts = row.gifts;
    },
  };
}
