import type { EntityManager } from "typeorm";
import { isReal } from "#common/live/live-event.ts";
import type { RecordedBatch } from "#common/live/recorded-event.ts";
import { countAudience } from "./count-audience.ts";
import { openPresenceMemory } from "./presence-memory.ts";
import { readAudience } from "./read-audience.ts";

/** What the record of live events calls in each of its transactions. */
export interface CoinsConsumer {
  /** What it answers runs after the commit. May run again from the start. */
  record(manager: EntityManager, batch: RecordedBatch): Promise<(() => void) | undefined>;
  /** The answer to a commit was lost. */
  resync(): Promise<void>;
}

/**
 * Turns gifts and watch time into coins, and comments into links (LIVE INPUT-4), in the transaction
 * that records the events: with them or not at all. Only a real LIVE counts. A batch that nobody
 * earns in costs two or three statements, one with coins about eight, whatever its size; one without
 * gifts, new signs of life and words about links costs none.
 */
export function createCoinsConsumer(options: {
  /** How long a comment, a like or a join keeps a viewer present, minutes. */
  presenceMinutes: number;
  /** Players whose coins or handles a commit has changed, or may have when its answer was lost. */
  onWalletsChanged(playerIds: readonly string[]): void;
}): CoinsConsumer {
  const { presenceMinutes, onWalletsChanged } = options;
  const memory = openPresenceMemory();
  const undecided = new Set<string>();

  function tell(playerIds: readonly string[]): void {
    for (const playerId of playerIds) undecided.delete(playerId);
    if (playerIds.length > 0) onWalletsChanged(playerIds);
  }

  return {
    async record(manager, batch) {
      const { id: session, source } = batch.session;
      if (!isReal(source)) return undefined;
      const audience = readAudience(batch, memory);
      if (audience.members.size === 0) return undefined;
      const { viewers, changedPlayerIds } = await countAudience(manager, audience, {
        source,
        session,
        presenceMinutes,
        isKnown: memory.isKnown,
      });
      for (const playerId of changedPlayerIds) undecided.add(playerId);
      return () => {
        for (const viewer of viewers) memory.remember(viewer);
        tell(changedPlayerIds);
      };
    },
    async resync() {
      memory.forget();
      tell([...undecided]);
    },
  };
}
