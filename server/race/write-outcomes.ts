import type { CastOutcome } from "#common/race/powers.ts";
import type { Log } from "#server/framework/log.ts";
import type { RaceRun } from "./race-run.ts";

/** What could not be written is tried again after this, milliseconds of the race's clock. */
const RETRY_MS = 1_000;

/**
 * Writes what becomes of casts behind the race's back, in their order, as the race goes on. What fails
 * is done again, at the latest before the result is stored. `track` is told of all that has begun.
 */
export function writeOutcomes(
  run: RaceRun,
  {
    write,
    isOver,
    track,
    log,
  }: {
    /** A second time for the same outcomes changes nothing. */
    write(outcomes: readonly CastOutcome[]): Promise<void>;
    isOver(): boolean;
    track(work: Promise<void>): void;
    log: Log;
  },
): void {
  let written = 0;
  let isBusy = false;
  let retryAt = 0;

  function writeNew(now: number): void {
    const known = run.casts.length;
    if (isBusy || known === written || now < retryAt || isOver()) return;
    isBusy = true;
    const done = write(run.casts.slice(written, known)).then(
      () => {
        written = known;
        isBusy = false;
        writeNew(now);
      },
      (error: unknown) => {
        retryAt = now + RETRY_MS;
        isBusy = false;
        log.warn({ error, raceId: run.id }, "powers could not be written; trying again");
      },
    );
    track(done);
  }
  run.onAdvanced(writeNew);
}
