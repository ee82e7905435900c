import type { Clock } from "#server/framework/clock.ts";

/** The call of the phones of one race before its lock (RACE-6 c), as the process that calls hears it. */
export interface RollCall {
  hear(playerId: string): void;
  /** Resolves once all of `awaited` have answered, and after `withinMs` at the latest. */
  wait(awaited: readonly string[], withinMs: number): Promise<void>;
}

export function openRollCall(clock: Pick<Clock, "after">): RollCall {
  const answered = new Set<string>();
  let look = () => {};
  return {
    hear(playerId) {
      answered.add(playerId);
      look();
    },
    async wait(awaited, withinMs) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = clock.after(withinMs, resolve);
      look = () => {
        if (awaited.every((playerId) => answered.has(playerId))) resolve();
      };
      look();
      await promise;
      timer.stop();
      look = () => {};
    },
  };
}
