/** A call under way: who has answered it so far. */
export interface RollCall {
  hear(playerId: string): void;
  /** Everyone who answered, once all that were awaited have or the time is up. */
  readonly answered: Promise<string[]>;
}

/** Waits for the answers of `awaited`, `withinMs` at the most; others who answer count as well. */
export function openRollCall(awaited: readonly string[], withinMs: number): RollCall {
  const missing = new Set(awaited);
  const heard = new Set<string>();
  const { promise, resolve } = Promise.withResolvers<string[]>();
  const timer = setTimeout(end, withinMs);

  function end() {
    clearTimeout(timer);
    resolve([...heard]);
  }

  return {
    answered: promise,
    hear(playerId) {
      heard.add(playerId);
      missing.delete(playerId);
      if (missing.size === 0) end();
    },
  };
}
