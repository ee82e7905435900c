import { CommitUnknown } from "#server/storage/transaction-errors.ts";
import { LeaseLost } from "./durable-room.ts";
import type { Log } from "./log.ts";

/** A step that failed is taken again after this, milliseconds. */
const RETRY_MS = 1_000;

/** The steps that a room takes by itself, as time passes. */
export interface UnattendedSteps<Event> {
  /** Whether one is being taken now. */
  readonly isBusy: boolean;
  /** A word that was perhaps written: it goes before every other step until it is known. */
  readonly unsure: Event | undefined;
  /** Takes a step nobody waits for: one at a time, and again a little later when an effect failed. */
  take(event: Event, now: number): void;
  /** Takes a step somebody waits for; what its commit did not answer is asked again unattended. */
  attend(event: Event): Promise<boolean>;
}

export function createUnattendedSteps<Event>(options: {
  dispatch(event: Event): Promise<boolean>;
  log: Log;
  /** What a step is a step of, for the log. */
  of: string;
  /** An error that calls for the same step again at once; true when it was one. */
  correct?(error: unknown): boolean;
}): UnattendedSteps<Event> {
  const { dispatch, log, of } = options;
  let isBusy = false;
  let retryAt = 0;
  let unsure: Event | undefined;

  async function take(event: Event, now: number): Promise<void> {
    isBusy = true;
    try {
      await dispatch(event);
      unsure = undefined;
    } catch (error) {
      if (options.correct?.(error)) return;
      retryAt = now + RETRY_MS;
      // The room's own renewal finds out about a lost lease and closes it.
      if (error instanceof LeaseLost) log.warn(error.message);
      else log.error({ error, event }, `${of} step failed; trying again`);
    } finally {
      isBusy = false;
    }
  }

  return {
    get isBusy() {
      return isBusy;
    },
    get unsure() {
      return unsure;
    },
    take(event, now) {
      if (!isBusy && now >= retryAt) void take(event, now);
    },
    async attend(event) {
      try {
        return await dispatch(event);
      } catch (error) {
        if (error instanceof CommitUnknown) unsure = event;
        throw error;
      }
    },
  };
}
