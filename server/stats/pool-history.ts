import type { DataSource } from "typeorm";
import type { Clock } from "#server/framework/clock.ts";
import type { Log } from "#server/framework/log.ts";
import { isDatabaseAway } from "#server/storage/is-database-away.ts";
import type { PoolSampleRow } from "./pool-sample-entity.ts";
import { storeSamples } from "./store-samples.ts";
import { type PoolStakes, takeSample } from "./take-sample.ts";

/** A race is sampled at most once in this time, and only when its pools have changed. */
const SAMPLE_EVERY_MS = 1_000;
/** Samples in one statement. */
const PAGE = 500;
/** Samples that wait while the database is away: some hours of a few lobbies; the oldest go first. */
const WAITING_MAX = 10_000;

/** Follows the pools of every race while betting, so that they can be looked at afterwards. */
export interface PoolHistory {
  /**
   * The pools of a race have changed. Keeps the map and reads it within a second, so it costs a bet
   * nothing; what it says by then is what is sampled.
   */
  note(raceId: number, stakes: PoolStakes): void;
  /** The pools of a race as they were locked: sampled and written at once, in the background. */
  close(raceId: number, stakes: PoolStakes): void;
  /** Settles when everything sampled so far is written or given up. */
  idle(): Promise<void>;
  /** Samples what has changed, writes what waits once more, and takes no more. */
  stop(): Promise<void>;
}

/**
 * Samples pools at most once a second and writes them in the background: nobody waits for it, and no
 * failure of it reaches a bet. While the database is away samples wait, up to a bound.
 */
export function createPoolHistory(deps: {
  dataSource: DataSource;
  clock: Pick<Clock, "now" | "after">;
  log: Pick<Log, "warn" | "error">;
}): PoolHistory {
  const { dataSource, clock, log } = deps;
  const changed = new Map<number, { stakes: PoolStakes; at: number }>();
  const waiting = new Map<string, PoolSampleRow>();
  let alarm: { stop(): void } | undefined;
  let writing: Promise<void> | undefined;
  let isStopped = false;

  function sample(raceId: number): void {
    const change = changed.get(raceId);
    if (change === undefined) return;
    changed.delete(raceId);
    const taken = takeSample(raceId, change);
    waiting.set(`${raceId} ${taken.takenAt}`, taken);
    if (waiting.size <= WAITING_MAX) return;
    for (const oldest of waiting.keys()) {
      waiting.delete(oldest);
      return;
    }
  }

  function setAlarm(): void {
    if (isStopped) return;
    alarm ??= clock.after(SAMPLE_EVERY_MS, () => {
      alarm = undefined;
      sampleAll();
      write();
    });
  }

  function sampleAll(): void {
    for (const raceId of [...changed.keys()]) sample(raceId);
  }

  function write(): void {
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
  }

  async function writeAll(): Promise<void> {
    while (waiting.size > 0) {
      const page = [...waiting].slice(0, PAGE);
      try {
        await storeSamples(
          dataSource,
          page.map(([, taken]) => taken),
        );
      } catch (error) {
        if (isDatabaseAway(error)) {
          log.warn({ error, waiting: waiting.size }, "pool history waits for the database");
          return setAlarm();
        }
        log.error({ error, lost: page.length }, "pool history not written");
      }
      for (const [key, taken] of page) if (waiting.get(key) === taken) waiting.delete(key);
    }
  }

  return {
    note(raceId, stakes) {
      changed.set(raceId, { stakes, at: clock.now() });
      setAlarm();
    },
    close(raceId, stakes) {
      changed.set(raceId, { stakes, at: clock.now() });
      sample(raceId);
      write();
    },
    idle: async () => writing,
    async stop() {
      isStopped = true;
      alarm?.stop();
      alarm = undefined;
      await writing;
      sampleAll();
      write();
      await writing;
    },
  };
}
