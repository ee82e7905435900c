import type { EntityManager } from "typeorm";
import type { Selection } from "#common/tote/market.ts";
import { type SelectionPool, selectionKey } from "#common/tote/selection-pools.ts";

/** What is staked on one race: market → `selectionKey` → selection and chips; and how many bets stand. */
export interface RacePools {
  stakes: Map<string, Map<string, SelectionPool>>;
  betCount: number;
  /** Every bet of the race up to this serial is in the figures, or has gone out of them again. */
  serial: number;
  /** Ids of the bets that were cancelled when the pools were read. */
  cancelled: ReadonlySet<string>;
  /** Hex: head of the chain of every bet so far, cancelled ones too (RACE-6 b); empty in version 1. */
  head: string;
}

/** The pools of a race that nobody has bet on. */
export function emptyPools(): RacePools {
  return { stakes: new Map(), betCount: 0, serial: 0, cancelled: new Set(), head: "" };
}

/**
 * Puts stakes on a selection, or takes them off it (negative): what was all taken back leaves nothing
 * behind. Throws where more would be taken off than stands.
 */
export function addStake(
  { stakes }: Pick<RacePools, "stakes">,
  { market, selection, stake }: { market: string; selection: Selection; stake: bigint },
): void {
  const pools = stakes.get(market) ?? new Map<string, SelectionPool>();
  const key = selectionKey(selection);
  const stands = (pools.get(key)?.stake ?? 0n) + stake;
  if (stands < 0n) throw new RangeError(`a stake of ${stands} on ${key} in ${market}`);
  if (stands === 0n) pools.delete(key);
  else pools.set(key, { selection, stake: stands });
  stakes.set(market, pools);
}

/**
 * The pools as the database knows them at one moment: what the room shows after a restart, a scratch
 * and at the lock. What went back to a scratch is out of them.
 */
export async function readPools(manager: EntityManager, raceId: number): Promise<RacePools> {
  const rows: PoolsRow[] = await manager.query(
    `SELECT coalesce(bet_count, 0) AS serial, coalesce(encode(head, 'hex'), '') AS head,
       coalesce(cancelled, '{}') AS cancelled, coalesce(parts, '[]') AS parts
     FROM races LEFT JOIN race_chains ON race_id = races.id,
       LATERAL (
         SELECT array_agg(id::text) AS cancelled FROM bets
         WHERE race_id = races.id AND status = 'cancelled'
       ) AS back,
       LATERAL (
         SELECT json_agg(json_build_object('market', market, 'selection', selection,
           'stake', stake::text, 'bets', bets) ORDER BY market, selection) AS parts
         FROM (
           SELECT market, selection, sum(stake) AS stake, count(*) AS bets FROM bets
           WHERE race_id = races.id AND bets.status <> 'cancelled'
             AND NOT (bets.status = 'refunded' AND cardinality(scratched) > 0
               AND (selection && scratched OR price IS NOT NULL))
           GROUP BY market, selection
         ) AS staked
       ) AS stakes
     WHERE races.id = $1`,
    [raceId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`there is no race ${raceId}`);
  const { serial, head } = row;
  const pools = { ...emptyPools(), serial, head, cancelled: new Set(row.cancelled) };
  for (const part of row.parts) {
    addStake(pools, { ...part, stake: BigInt(part.stake) });
    pools.betCount += part.bets;
  }
  return pools;
}

interface PoolsRow {
  serial: number;
  head: string;
  cancelled: string[];
  parts: { market: string; selection: number[]; stake: string; bets: number }[];
}
