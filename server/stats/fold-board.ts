import type { EntityManager } from "typeorm";

/** Races in one statement: none runs for long, however many races there are. */
const PAGE = 100;

/** Which races a board adds up: those that finished from `from` on (epoch milliseconds, null = ever), of one room or of all. */
export interface BoardScope {
  from: number | null;
  roomId: string | null;
}

/** What one player's races have come to. */
export interface FoldedLine {
  name: string;
  races: number;
  bets: number;
  staked: bigint;
  paid: bigint;
  powers: bigint;
  net: bigint;
  /** When the last race that changed the net finished, epoch milliseconds; 0 if none has. */
  changedAt: number;
  /** When the first race finished. */
  beganAt: number;
}

/** A board on its way: races are added to it once each, in any order. */
export interface BoardFold {
  raceIds: Set<number>;
  /** By player id. */
  lines: Map<string, FoldedLine>;
}

/** Adds every official race of the scope that is not in the fold yet. A failure leaves whole pages. */
export async function foldBoard(
  manager: EntityManager,
  fold: BoardFold,
  { from, roomId }: BoardScope,
): Promise<void> {
  const rows: { id: number }[] = await manager.query(
    `SELECT id FROM races
     WHERE status = 'official' AND ($1::bigint IS NULL OR finished_at >= $1)
       AND ($2::uuid IS NULL OR room_id = $2)
     ORDER BY finished_at, id`,
    [from, roomId],
  );
  const missing = rows.map(({ id }) => id).filter((id) => !fold.raceIds.has(id));
  for (let start = 0; start < missing.length; start += PAGE) {
    const page = missing.slice(start, start + PAGE);
    const sums = await sumPage(manager, page);
    for (const sum of sums) addSum(fold.lines, sum);
    for (const id of page) fold.raceIds.add(id);
  }
}

interface PageSum extends Record<"staked" | "paid" | "powers" | "net", string> {
  playerId: string;
  name: string;
  races: number;
  bets: number;
  changedAt: number;
  beganAt: number;
}

function sumPage(manager: EntityManager, raceIds: readonly number[]): Promise<PageSum[]> {
  return manager.query(
    `SELECT players.id AS "playerId", players.name, sums.*
     FROM (
       SELECT player_id, count(*)::int AS races, sum(bets)::int AS bets, sum(staked) AS staked,
         sum(paid) AS paid, sum(powers) AS powers, sum(paid - staked - powers) AS net,
         coalesce(max(finished_at) FILTER (WHERE paid <> staked + powers), 0)::float8
           AS "changedAt",
         min(finished_at)::float8 AS "beganAt"
       FROM race_nets JOIN races ON races.id = race_nets.race_id
       WHERE race_nets.race_id = ANY($1) GROUP BY player_id
     ) AS sums JOIN players ON players.id = sums.player_id`,
    [raceIds],
  );
}

function addSum(lines: Map<string, FoldedLine>, sum: PageSum): void {
  const line = lines.get(sum.playerId);
  lines.set(sum.playerId, {
    name: sum.name,
    races: (line?.races ?? 0) + sum.races,
    bets: (line?.bets ?? 0) + sum.bets,
    staked: (line?.staked ?? 0n) + BigInt(sum.staked),
    paid: (line?.paid ?? 0n) + BigInt(sum.paid),
    powers: (line?.powers ?? 0n) + BigInt(sum.powers),
    net: (line?.net ?? 0n) + BigInt(sum.net),
    changedAt: Math.max(line?.changedAt ?? 0, sum.changedAt),
    beganAt: Math.min(line?.beganAt ?? sum.beganAt, sum.beganAt),
  });
}
