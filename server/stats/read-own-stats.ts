import type { EntityManager } from "typeorm";
import type { RouteReply } from "#common/framework/route-contract.ts";
import type { statsRoutes } from "#common/stats/stats-api.ts";

type OwnStats = RouteReply<(typeof statsRoutes)["readOwnStats"]>;
type Totals = Omit<OwnStats, "name" | "biggestWin" | "history">;
type Texts<Value> = { [Name in keyof Value]: Value[Name] extends bigint ? string : Value[Name] };

const HISTORY_MAX = 100;

/** The races of every lobby count for a player's own figures. */
const OWN_NETS = `
  nets AS (
    SELECT race_id, finished_at, bets, staked, paid, powers, paid - staked - powers AS net
    FROM race_nets JOIN races ON races.id = race_id WHERE player_id = $1
  )`;

/** A player's own figures over all official races, at one moment. Throws for a player that does not exist. */
export function readOwnStats(manager: EntityManager, playerId: string): Promise<OwnStats> {
  return manager.transaction("REPEATABLE READ", async (snapshot) => {
    const names: { name: string }[] = await snapshot.query(
      "SELECT name FROM players WHERE id = $1",
      [playerId],
    );
    const [player] = names;
    if (player === undefined) throw new Error(`no player ${playerId}`);
    return {
      name: player.name,
      ...(await readTotals(snapshot, playerId)),
      biggestWin: await readBiggestWin(snapshot, playerId),
      history: await readHistory(snapshot, playerId),
    };
  });
}

async function readTotals(manager: EntityManager, playerId: string): Promise<Totals> {
  const rows: Texts<Totals>[] = await manager.query(
    `WITH ${OWN_NETS}
     SELECT count(*)::int AS races, coalesce(sum(bets), 0)::int AS bets,
       coalesce(sum(staked), 0) AS staked, coalesce(sum(paid), 0) AS paid,
       coalesce(sum(powers), 0) AS powers, coalesce(sum(net), 0) AS net,
       (SELECT count(*)::int FROM bets
         WHERE player_id = $1 AND status = 'won' AND race_id IN (SELECT race_id FROM nets)) AS won
     FROM nets`,
    [playerId],
  );
  const [{ races, bets, won, ...sums }] = rows as [Texts<Totals>];
  return { races, bets, won, ...toAmounts(sums) };
}

async function readHistory(manager: EntityManager, playerId: string): Promise<OwnStats["history"]> {
  const rows: Texts<OwnStats["history"][number]>[] = await manager.query(
    `WITH ${OWN_NETS},
     summed AS (SELECT *, sum(net) OVER (ORDER BY finished_at, race_id) AS total FROM nets)
     SELECT races.id AS "raceId", races.number AS "raceNumber", rooms.code AS lobby,
       races.card->>'title' AS title, races.finished_at::float8 AS "finishedAt",
       bets, staked, paid, powers, net, total
     FROM summed JOIN races ON races.id = summed.race_id
     JOIN durable_rooms AS rooms ON rooms.id = races.room_id
     ORDER BY summed.finished_at DESC, summed.race_id DESC LIMIT ${HISTORY_MAX}`,
    [playerId],
  );
  return rows.map(({ total, ...row }) => ({
    ...row,
    ...toAmounts(row),
    total: BigInt(total),
  }));
}

async function readBiggestWin(
  manager: EntityManager,
  playerId: string,
): Promise<OwnStats["biggestWin"]> {
  const rows: Texts<NonNullable<OwnStats["biggestWin"]>>[] = await manager.query(
    `SELECT races.id AS "raceId", races.number AS "raceNumber", rooms.code AS lobby,
       bets.market, bets.selection, bets.stake, bets.payout, bets.payout - bets.stake AS net,
       ARRAY(SELECT races.card->'runners'->(number - 1)->>'name'
         FROM unnest(bets.selection) WITH ORDINALITY AS picked (number, turn) ORDER BY turn
       ) AS runners
     FROM bets JOIN races ON races.id = bets.race_id
     JOIN durable_rooms AS rooms ON rooms.id = races.room_id
     WHERE bets.player_id = $1 AND bets.status = 'won' AND bets.payout > bets.stake
       AND races.status = 'official'
     ORDER BY bets.payout - bets.stake DESC, races.finished_at, bets.id LIMIT 1`,
    [playerId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { stake, payout, net } = row;
  return { ...row, stake: BigInt(stake), payout: BigInt(payout), net: BigInt(net) };
}

function toAmounts(sums: Record<"staked" | "paid" | "powers" | "net", string>) {
  const { staked, paid, powers, net } = sums;
  return {
    staked: BigInt(staked),
    paid: BigInt(paid),
    powers: BigInt(powers),
    net: BigInt(net),
  };
}
