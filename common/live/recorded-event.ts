import type { GiftCount } from "./gift-count.ts";
import type { LiveEvent, SourceKind } from "./live-event.ts";

/** One connected LIVE from its start to its end (BATTLE-1). */
export interface StreamSession {
  id: number;
  /** Code of the stage whose show it feeds. */
  stage: string;
  source: SourceKind;
  channel: string;
  /** Epoch milliseconds. */
  startedAt: number;
}

/** An event that is recorded for the first time in this transaction. */
export interface RecordedEvent {
  /** Number of its row; rising in the order of the record. */
  seq: bigint;
  event: LiveEvent;
  /** Set on gifts only. */
  gift?: GiftCount;
}

/** What one transaction records: new events only, in their order. */
export interface RecordedBatch {
  session: StreamSession;
  events: readonly RecordedEvent[];
  /** The server's clock, epoch milliseconds. */
  now: number;
}
