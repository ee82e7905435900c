/**
 * Table expressions for the statements of this folder, over a table expression `counted` of races
 * (`id`, `finished_at`): `nets` has one row per player and race with anything settled in it. Won and
 * lost bets count, at the tote and at fixed odds, and the powers that worked. `who` narrows both
 * sources to a player: a condition on `player_id`, or "true".
 */
export function playerNets(who: string): string {
  return `
  results AS (
    SELECT player_id, race_id, 1 AS bets, stake AS staked, payout AS paid, 0 AS powers
    FROM bets
    WHERE status IN ('won', 'lost') AND race_id IN (SELECT id FROM counted) AND ${who}
    UNION ALL
    SELECT player_id, race_id, 0, 0, 0, cost
    FROM race_inputs
    WHERE status = 'captured' AND race_id IN (SELECT id FROM counted) AND ${who}
  ),
  nets AS (
    SELECT results.player_id, results.race_id, counted.finished_at, sum(bets)::int AS bets,
      sum(staked) AS staked, sum(paid) AS paid, sum(powers) AS powers,
      sum(paid) - sum(staked) - sum(powers) AS net
    FROM results JOIN counted ON counted.id = results.race_id
    GROUP BY results.player_id, results.race_id, counted.finished_at
  )`;
}
