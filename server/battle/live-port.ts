import type { EntityManager } from "typeorm";
import type { Outcome } from "#common/framework/refusals.ts";
import type { ConnectLive } from "#common/live/live-schemas.ts";
import type { RecordedBatch, StreamSession } from "#common/live/recorded-event.ts";
import type { LiveStatus } from "#common/live/source-status.ts";

/** Who counts live events in the transaction that records them, as the live feature wants it. */
export interface BattleConsumer {
  /** Takes the gates, before any row is locked or written. */
  enter(manager: EntityManager): Promise<void>;
  /** Writes what the batch means; what it answers runs after the commit. */
  record(manager: EntityManager, batch: RecordedBatch): Promise<(() => void) | undefined>;
  /** A commit's answer was lost: reads what is remembered from the database again. */
  resync(): Promise<void>;
}

/** The live input of one stage, as its battle needs it. */
export interface StageLive {
  readonly status: LiveStatus;
  readonly session: StreamSession | undefined;
  connect(
    request: ConnectLive,
  ): Promise<
    Outcome<
      StreamSession,
      "source_connected" | "channel_invalid" | "recording_unknown" | "source_unavailable"
    >
  >;
  disconnect(): Promise<void>;
  /** The process stops or the room leaves: the session stays open for the next start. */
  stop(): Promise<void>;
}

/** Opens the live input of a stage; a session found open is connected again. */
export type OpenLive = (
  stage: { code: string; roomId: string; epoch: number },
  hooks: { consumer: BattleConsumer; onStatus(status: LiveStatus): void },
) => Promise<StageLive>;
