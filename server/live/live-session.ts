import type { StreamSession } from "#common/live/recorded-event.ts";

/**
 * A stream session as the events that wait for it know it: when a new LIVE begins while the database
 * is away, its row is written later.
 */
export interface LiveSession {
  /** Set once its row is written. */
  readonly stored: StreamSession | undefined;
  /** Answers the session, having written its row if need be. Throws `ChannelTaken`. */
  begin(): Promise<StreamSession>;
  /**
   * Writes its end, and whether the next start of the room connects again. Again changes only the
   * latter. A session that was never begun has no end.
   */
  end(isKept: boolean): Promise<void>;
}

export function createLiveSession(options: {
  stored?: StreamSession;
  begin: () => Promise<StreamSession>;
  end: (session: StreamSession, isKept: boolean) => Promise<void>;
}): LiveSession {
  let { stored } = options;
  return {
    get stored() {
      return stored;
    },
    async begin() {
      stored ??= await options.begin();
      return stored;
    },
    async end(isKept) {
      if (stored !== undefined) await options.end(stored, isKept);
    },
  };
}
