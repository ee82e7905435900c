import { t } from "@colyseus/schema";

/**
 * The fields every room's state carries, besides its own.
 * Versions are ordered by (`roomEpoch`, `stateVersion`): a restored room starts a new epoch, so an
 * older picture can never pass for a newer one.
 */
export function versionedFields<Phase extends string>(firstPhase: Phase) {
  return {
    /** +1 at every restore of the room from the database. */
    roomEpoch: t.uint32().default(0),
    /** +1 for every authoritative change; never twice the same with different content. */
    stateVersion: t.uint32().default(0),
    phase: t.string<Phase>().default(firstPhase),
    /** +1 for every phase entered. */
    phaseEpoch: t.uint32().default(0),
    /** Absolute end of the phase on the server's clock, epoch milliseconds; 0 = no end is set. */
    phaseEndsAt: t.float64().default(0),
    /** The server's clock when this version was made, epoch milliseconds. */
    serverTimeMs: t.float64().default(0),
  };
}

export interface VersionedState {
  roomEpoch: number;
  stateVersion: number;
  phase: string;
  phaseEpoch: number;
  phaseEndsAt: number;
  serverTimeMs: number;
}
