import type { EntityManager } from "typeorm";

/** Open stakes of one race: market → saddle number → chips; and how many bets stand. */
export interface RacePools {
  stakes: Map<string, Map<number, bigint>>;
  betCount: number;
}

/** The pools as the database knows them: what the room shows after a restart and at the lock. */
export async function readPools(manager: EntityManager, raceId: number): Promise<RacePools> {
  const rows: { market: string; runner: number; stakes: string; bets: string }[] =
    await manager.query(
      `SELECT market, selection[1] AS runner, sum(stake)::bigint AS stakes, count(*) AS bets
       FROM bets WHERE race_id = $1 AND status <> 'cancelled' GROUP BY market, selection[1]`,
      [raceId],
    );
  const stakes = new Map<string, Map<number, bigint>>();
  let betCount = 0;
  for (const row of rows) {
    const market = stakes.get(row.market) ?? new Map<number, bigint>();
    stakes.set(row.market, market.set(row.runner, BigInt(row.stakes)));
    betCount += Number(row.bets);
  }
  return { stakes, betCount };
}
