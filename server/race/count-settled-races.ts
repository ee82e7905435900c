import type { EntityManager } from "typeorm";

/**
 * Player ids → how many official races of a room each has behind them with a bet that was not
 * cancelled; who has none is left out. One query for all of them.
 */
export async function countSettledRaces(
  manager: EntityManager,
  { roomId, playerIds }: { roomId: string; playerIds: readonly string[] },
): Promise<Map<string, number>> {
  if (playerIds.length === 0) return new Map();
  const rows: { player_id: string; races: number }[] = await manager.query(
    `select bets.player_id, count(distinct bets.race_id)::int as races
    from races join bets on bets.race_id = races.id
    where races.room_id = $1 and races.status = 'official'
      and bets.player_id = any($2) and bets.status <> 'cancelled'
    group by bets.player_id`,
    [roomId, playerIds],
  );
  return new Map(rows.map(({ player_id, races }) => [player_id, races]));
}
