import type { SourceKind } from "./live-event.ts";

/** How a stage's source is doing. `lost`, `offline`, `rate_limited` and `failed` say in `fault` why. */
export const sourceStates = [
  "off",
  "connecting",
  "live",
  "paused",
  "lost",
  "offline",
  "rate_limited",
  "ended",
  "failed",
] as const;
export type SourceState = (typeof sourceStates)[number];

/** Why a source is not live; the host's page has a sentence for each. */
export const sourceFaults = [
  /** The platform has no such user. */
  "unknown_user",
  /** The user is not live now. */
  "user_offline",
  /** The sign service asks us to wait. */
  "rate_limit",
  /** The sign service wants a key, or refuses ours. */
  "sign_refused",
  /** The sign service or the platform answered with a fault of its own. */
  "server_error",
  /** No connection to the network, or it broke. */
  "network",
  /** Connected, but nothing came for too long. */
  "silence",
  /** The platform's library is not installed. */
  "library_missing",
  /** A recording that can't be read. */
  "recording_unreadable",
] as const;
export type SourceFault = (typeof sourceFaults)[number];

export interface SourceStatus {
  state: SourceState;
  fault?: SourceFault;
  /** When it is tried again, epoch milliseconds; absent = not by itself. */
  retryAt?: number;
}

/** What the host's screen says about the live input of a stage. */
export interface LiveStatus extends SourceStatus {
  source?: SourceKind;
  channel?: string;
  /** Watching the LIVE now, as the platform last said. */
  viewers: number;
  /** High-water mark of the room's likes. */
  likes: number;
  /** Events recorded in this session. */
  recorded: number;
  /** Gifts recorded in this session. */
  gifts: number;
  /** Events of little value that a flood pushed out before they were recorded; never gifts. */
  dropped: number;
  /** Gifts waiting in the spill file for the database. */
  spilled: number;
  /** Events that were not recorded and won't be: set aside in a file, or too old; since the start. */
  refused: number;
  /** Messages that could not be decoded, or are of no known kind. */
  undecoded: number;
}
