import type { LiveEvent, SourceKind } from "#common/live/live-event.ts";
import type { SourceStatus } from "#common/live/source-status.ts";

/** Where a source tells what happens; never throws, never waits. */
export interface SourceSink {
  /** In the order the platform sent them. */
  event(event: LiveEvent): void;
  status(status: SourceStatus): void;
  /** A message that could not be decoded or is of no known kind: counted, logged once per method. */
  undecoded(method: string): void;
  /** A decoded message as the platform sent it, for the recorder on disk. Only called when wanted. */
  raw?(message: RawMessage): void;
}

/** One platform message as recordings keep it: a line of JSON. */
export interface RawMessage {
  /** When it arrived, ISO 8601. */
  ts: string;
  streamer: string;
  /** The platform's message name: `WebcastGiftMessage`. */
  method: string;
  /** Size of the payload on the wire. */
  bytes: number;
  /** The decoded fields. */
  msg: Record<string, unknown>;
}

/**
 * One way in for live events (LIVE INPUT-2). A source connects by itself, keeps trying, and says how
 * it is doing; it knows nothing of sessions, battles or the database.
 */
export interface LiveSource {
  readonly kind: SourceKind;
  /** Whose LIVE, in lower case. */
  readonly channel: string;
  start(): void;
  /** Nothing comes out of the sink after this resolves. */
  stop(): Promise<void>;
}

export type OpenSource = (sink: SourceSink) => LiveSource;

/** Why a source can't be opened for a request. */
export type SourceRefusal = "channel_invalid" | "recording_unknown" | "source_unavailable";
