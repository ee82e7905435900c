import type { IntentScope } from "#server/framework/reply-lookup.ts";

/** What names an intent for ever. */
type IntentName = Pick<IntentScope, "playerId" | "operation" | "key">;

/**
 * Intents whose answer the database kept to itself: "overloaded" was said, and they may be done all
 * the same. Their player finds the answer with the next try; who shows the race hears of it then.
 */
export interface BetDoubts {
  /** `tell` gets the stored answer, once it is found. */
  add(name: IntentName, tell: (text: string) => void): void;
  /** The stored answer of an intent was found; tells of it if that was in doubt. */
  resolve(name: IntentName, text: string): void;
}

/** Of more than these the oldest are forgotten: the lock reads every bet again. */
const DOUBTS_MAX = 10_000;

export function openBetDoubts(): BetDoubts {
  const doubts = new Map<string, (text: string) => void>();
  const nameOf = ({ playerId, operation, key }: IntentName) => `${playerId} ${operation} ${key}`;
  return {
    add(name, tell) {
      doubts.set(nameOf(name), tell);
      const [oldest] = doubts.keys();
      if (doubts.size > DOUBTS_MAX && oldest !== undefined) doubts.delete(oldest);
    },
    resolve(name, text) {
      const tell = doubts.get(nameOf(name));
      doubts.delete(nameOf(name));
      tell?.(text);
    },
  };
}
