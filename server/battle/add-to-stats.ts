import type { EntityManager } from "typeorm";

/**
 * Adds a battle that counted to the countries and the gifters of all time (BATTLE-6), each in the
 * order of their keys, so that two stages that end at once never wait for each other in a circle. Only
 * who shared the lead has tied.
 */
export async function addToStats(
  manager: EntityManager,
  battle: { battleId: number; leaders: readonly string[]; at: number },
): Promise<void> {
  await addCountries(manager, battle);
  await addGifters(manager, battle.battleId);
}

async function addCountries(
  manager: EntityManager,
  { battleId, leaders, at }: { battleId: number; leaders: readonly string[]; at: number },
): Promise<void> {
  const isWon = leaders.length === 1;
  await manager.query(
    `INSERT INTO country_stats AS stats (country, wins, ties, battles, points, reached_at)
     SELECT country, CASE WHEN $2 AND country = ANY($3) THEN 1 ELSE 0 END,
       CASE WHEN NOT $2 AND country = ANY($3) THEN 1 ELSE 0 END, 1, points, $4
     FROM battle_results WHERE battle_id = $1 ORDER BY country
     ON CONFLICT (country) DO UPDATE SET
       wins = stats.wins + excluded.wins,
       ties = stats.ties + excluded.ties,
       battles = stats.battles + 1,
       points = stats.points + excluded.points,
       reached_at = CASE WHEN excluded.wins > 0 OR excluded.points > 0
         THEN excluded.reached_at ELSE stats.reached_at END`,
    [battleId, isWon, [...leaders], at],
  );
}

/** Gifts nobody chose a country for brought no points. */
async function addGifters(manager: EntityManager, battleId: number): Promise<void> {
  await manager.query(
    `INSERT INTO gifter_stats AS stats
       (source, viewer_id, name, points, gifts, diamonds, reached_seq)
     SELECT source, viewer_id, (array_agg(viewer_name ORDER BY seq DESC))[1],
       sum(points), sum(gifts), sum(diamonds), coalesce(max(seq) FILTER (WHERE points <> 0), 0)
     FROM battle_points
     WHERE battle_id = $1 AND viewer_id IS NOT NULL AND country IS NOT NULL
     GROUP BY source, viewer_id ORDER BY source, viewer_id
     ON CONFLICT (source, viewer_id) DO UPDATE SET
       name = excluded.name,
       points = stats.points + excluded.points,
       gifts = stats.gifts + excluded.gifts,
       diamonds = stats.diamonds + excluded.diamonds,
       reached_seq = greatest(stats.reached_seq, excluded.reached_seq)`,
    [battleId],
  );
}
