import type { EntityManager } from "typeorm";

/**
 * Enters what a settled race came to for each player in it (STATS-3): bets won or lost, and the powers
 * that worked. Once for each race, behind its payouts: the boards never read its bets.
 */
export async function storeNets(manager: EntityManager, raceId: number): Promise<void> {
  await manager.query(
    `INSERT INTO race_nets (race_id, player_id, bets, staked, paid, powers)
     SELECT $1::integer, player_id, sum(bets), sum(staked), sum(paid), sum(powers) FROM (
       SELECT player_id, 1 AS bets, stake AS staked, payout AS paid, 0 AS powers
       FROM bets WHERE race_id = $1 AND status IN ('won', 'lost')
       UNION ALL
       SELECT player_id, 0, 0, 0, cost FROM race_inputs WHERE race_id = $1 AND status = 'captured'
     ) AS results GROUP BY player_id`,
    [raceId],
  );
}
