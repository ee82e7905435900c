import type { LiveViewerRow } from "./live-viewer-entity.ts";

const VIEWERS_MAX = 50_000;

type StoredSign = Pick<LiveViewerRow, "lastSession" | "lastSeenMinute">;

/**
 * Viewers who are known to be stored, with their newest sign of life, so that a hundred likes within
 * a minute cost one row. Forgetting costs a statement and nothing else.
 */
export interface PresenceMemory {
  isKnown(viewerId: string): boolean;
  /** Whether a sign of this minute would change nothing that is stored. */
  isCounted(viewerId: string, sign: { session: number; minute: number }): boolean;
  /** Notes what has been committed. */
  remember(viewer: StoredSign & { viewerId: string }): void;
  forget(): void;
}

/** Remembers the 50,000 viewers met last. */
export function openPresenceMemory(): PresenceMemory {
  const viewers = new Map<string, StoredSign>();
  return {
    isKnown: (viewerId) => viewers.has(viewerId),
    isCounted(viewerId, { session, minute }) {
      const stored = viewers.get(viewerId);
      return stored?.lastSession === session && minute <= (stored.lastSeenMinute ?? -1);
    },
    remember({ viewerId, lastSession, lastSeenMinute }) {
      viewers.delete(viewerId);
      viewers.set(viewerId, { lastSession, lastSeenMinute });
      if (viewers.size > VIEWERS_MAX) viewers.delete(viewers.keys().next().value as string);
    },
    forget: () => viewers.clear(),
  };
}
