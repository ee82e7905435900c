import type { DataSource } from "typeorm";

/** Questions remembered at once; the oldest is forgotten first. */
const REMEMBERED_MAX = 100;

/** Asks once for what many want to know between two races. */
export type Remembering = <Value>(key: string, read: () => Promise<Value>) => Promise<Value>;

/**
 * Figures change only when a race becomes official, and everybody asks for them right after one. So
 * each is read once per race: who asks meanwhile gets the same answer. Official races are only ever
 * added, so their number says whether an answer still holds. A failed read is not remembered.
 */
export function rememberUntilRace(dataSource: DataSource): Remembering {
  const known = new Map<string, { races: number; value: Promise<unknown> }>();
  return async <Value>(key: string, read: () => Promise<Value>) => {
    const races = await countOfficial(dataSource);
    const answer = known.get(key);
    if (answer?.races === races) return answer.value as Promise<Value>;
    const value = read();
    const fresh = { races, value };
    known.delete(key);
    known.set(key, fresh);
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED_MAX) break;
      known.delete(oldest);
    }
    try {
      return await value;
    } catch (error) {
      if (known.get(key) === fresh) known.delete(key);
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
