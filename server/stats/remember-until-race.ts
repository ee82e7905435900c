import type { DataSource } from "typeorm";
import type { Clock } from "#server/framework/clock.ts";

/** Questions remembered at once; the oldest is forgotten first. */
const REMEMBERED_MAX = 100;
/** A read that failed is not tried again for this long, milliseconds: it was perhaps too much. */
const FAILURE_HOLDS_MS = 5_000;

interface Remembered {
  races: number;
  value: Promise<unknown>;
  /** Epoch milliseconds; 0 unless the read has failed. */
  failedUntil: number;
}

/** Asks once for what many want to know between two races. */
export type Remembering = <Value>(key: string, read: () => Promise<Value>) => Promise<Value>;

/**
 * Figures change only when a race becomes official, and everybody asks for them right after one. So
 * each is read once per race: who asks meanwhile gets the same answer. Official races are only ever
 * added, so their number says whether an answer still holds. A failure is everybody's answer for five
 * seconds: what the database could not do in time must not be asked of it by each request.
 */
export function rememberUntilRace(
  dataSource: DataSource,
  { now }: Pick<Clock, "now">,
): Remembering {
  const known = new Map<string, Remembered>();
  return async <Value>(key: string, read: () => Promise<Value>) => {
    const races = await countOfficial(dataSource);
    const answer = known.get(key);
    const holds =
      answer?.failedUntil === 0 ? answer.races === races : now() < (answer?.failedUntil ?? 0);
    if (answer !== undefined && holds) return answer.value as Promise<Value>;
    const value = read();
    const fresh: Remembered = { races, value, failedUntil: 0 };
    known.delete(key);
    known.set(key, fresh);
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED_MAX) break;
      known.delete(oldest);
    }
    try {
      return await value;
    } catch (error) {
      fresh.failedUntil = now() + FAILURE_HOLDS_MS;
      throw error;
    }
  };
}

/** Official races so far. */
export async function countOfficial({ manager }: DataSource): Promise<number> {
  const rows: { races: number }[] = await manager.query(
    "SELECT count(*)::int AS races FROM races WHERE status = 'official'",
  );
  return rows[0]?.races ?? 0;
}
