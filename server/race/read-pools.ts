import type { EntityManager } from "typeorm";
import { encodeHex } from "#common/framework/bytes.ts";
import type { Selection } from "#common/tote/market.ts";
import { type SelectionPool, selectionKey } from "#common/tote/selection-pools.ts";
import { RaceChainEntity } from "./fairness-entities.ts";

/** What is staked on one race: market → `selectionKey` → selection and chips; and how many bets stand. */
export interface RacePools {
  stakes: Map<string, Map<string, SelectionPool>>;
  betCount: number;
  /** Hex: head of the chain of every bet so far, cancelled ones too (RACE-6 b); empty in version 1. */
  head: string;
}

/** The pools of a race that nobody has bet on. */
export function emptyPools(): RacePools {
  return { stakes: new Map(), betCount: 0, head: "" };
}

/** Puts stakes on a selection, or takes them off it (negative). */
export function addStake(
  { stakes }: Pick<RacePools, "stakes">,
  { market, selection, stake }: { market: string; selection: Selection; stake: bigint },
): void {
  const pools = stakes.get(market) ?? new Map<string, SelectionPool>();
  const key = selectionKey(selection);
  pools.set(key, { selection, stake: (pools.get(key)?.stake ?? 0n) + stake });
  stakes.set(market, pools);
}

/**
 * The pools as the database knows them: what the room shows after a restart and at the lock. What
 * went back to a scratch is out of them.
 */
export async function readPools(manager: EntityManager, raceId: number): Promise<RacePools> {
  const rows: { market: string; selection: number[]; stake: string; bets: string }[] =
    await manager.query(
      `SELECT market, selection, sum(stake)::bigint AS stake, count(*) AS bets
       FROM bets JOIN races ON races.id = race_id
       WHERE race_id = $1 AND bets.status <> 'cancelled'
         AND NOT (bets.status = 'refunded' AND cardinality(scratched) > 0
           AND (selection && scratched OR price IS NOT NULL))
       GROUP BY market, selection ORDER BY market, selection`,
      [raceId],
    );
  const pools = emptyPools();
  for (const row of rows) {
    addStake(pools, { ...row, stake: BigInt(row.stake) });
    pools.betCount += Number(row.bets);
  }
  const chain = await manager.findOneBy(RaceChainEntity, { raceId });
  if (chain !== null) pools.head = encodeHex(chain.head);
  return pools;
}
