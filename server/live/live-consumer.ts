import type { EntityManager } from "typeorm";
import type { RecordedBatch } from "#common/live/recorded-event.ts";

/** Makes what a batch changed visible; called once, after its commit. */
export type AfterCommit = () => void;

/**
 * Somebody who must count an event in the very transaction that records it (a battle's points, a
 * viewer's coins): recorded and counted, or neither.
 */
export interface LiveConsumer {
  /** Takes this consumer's gates: before any row is locked or written (LEDGER-5). */
  enter?(manager: EntityManager): Promise<void>;
  /** Writes what the batch means. What it answers runs after the commit. May run again from the start. */
  record(manager: EntityManager, batch: RecordedBatch): Promise<AfterCommit | undefined>;
  /**
   * A commit's answer was lost: what was written is unknown here, so whatever is remembered must be
   * read from the database again.
   */
  resync?(): Promise<void>;
}
