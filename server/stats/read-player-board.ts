import type { EntityManager } from "typeorm";
import { playerNets } from "./player-nets.ts";

/** One player of a board, best first. */
export interface BoardLine {
  playerId: string;
  name: string;
  races: number;
  bets: number;
  staked: bigint;
  paid: bigint;
  powers: bigint;
  net: bigint;
}

type Row = Omit<BoardLine, "staked" | "paid" | "powers" | "net"> &
  Record<"staked" | "paid" | "powers" | "net", string>;

/**
 * All players with something settled in the official races from `from` on (epoch milliseconds, null =
 * ever), of one room or of all: the highest net first, of equals who has stood at it longest, then the
 * lower id. A net that has come back to a former figure has stood there since it came back.
 */
export async function readPlayerBoard(
  manager: EntityManager,
  { from, roomId }: { from: number | null; roomId: string | null },
): Promise<BoardLine[]> {
  const rows: Row[] = await manager.query(
    `WITH counted AS (
       SELECT id, finished_at FROM races
       WHERE status = 'official' AND ($1::bigint IS NULL OR finished_at >= $1)
         AND ($2::uuid IS NULL OR room_id = $2)
     ), ${playerNets("true")}
     SELECT players.id AS "playerId", players.name, sums.*
     FROM (
       SELECT player_id, count(*)::int AS races, sum(bets)::int AS bets, sum(staked) AS staked,
         sum(paid) AS paid, sum(powers) AS powers, sum(net) AS net,
         coalesce(max(finished_at) FILTER (WHERE net <> 0), min(finished_at)) AS reached_at
       FROM nets GROUP BY player_id
     ) AS sums JOIN players ON players.id = sums.player_id
     ORDER BY sums.net DESC, sums.reached_at, players.id`,
    [from, roomId],
  );
  return rows.map(({ playerId, name, races, bets, staked, paid, powers, net }) => ({
    playerId,
    name,
    races,
    bets,
    staked: BigInt(staked),
    paid: BigInt(paid),
    powers: BigInt(powers),
    net: BigInt(net),
  }));
}
