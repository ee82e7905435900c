import type { EntityManager } from "typeorm";
import type { RouteReply } from "#common/framework/route-contract.ts";
import type { RaceCard } from "#common/race/card.ts";
import type { statsRoutes } from "#common/stats/stats-api.ts";
import { readHistory } from "./read-history.ts";

type RaceStats = RouteReply<(typeof statsRoutes)["readRaceStats"]>;

interface RaceRow {
  number: number;
  lobby: string;
  status: RaceStats["status"];
  voidReason: string | null;
  offAt: number | null;
  finishedAt: number | null;
  card: RaceCard;
  scratched: number[];
}

/** One race with all that was seen of it; undefined if there is none of that id. */
export async function readRaceStats(
  manager: EntityManager,
  raceId: number,
): Promise<RaceStats | undefined> {
  const rows: RaceRow[] = await manager.query(
    `SELECT races.number, rooms.code AS lobby, races.status, races.void_reason AS "voidReason",
       races.off_at::float8 AS "offAt", races.finished_at::float8 AS "finishedAt",
       races.card, races.scratched
     FROM races JOIN durable_rooms AS rooms ON rooms.id = races.room_id WHERE races.id = $1`,
    [raceId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { title, track } = row.card;
  return {
    raceId,
    raceNumber: row.number,
    lobby: row.lobby,
    title,
    track: track.name,
    distanceMm: track.distanceMm,
    status: row.status,
    voidReason: row.voidReason,
    offAt: row.offAt,
    finishedAt: row.finishedAt,
    runners: await readField(manager, raceId, row),
    pools: await readPools(manager, raceId),
    history: await readHistory(manager, raceId),
    casts: await readCasts(manager, raceId),
  };
}

/** Placings are written in the settlement, so nothing is told before the race is official. */
async function readField(
  manager: EntityManager,
  raceId: number,
  { card, scratched }: RaceRow,
): Promise<RaceStats["runners"]> {
  const rows: { id: string; placing: number; finishTimeMs: number }[] = await manager.query(
    `SELECT runner_id AS id, finish_placing AS placing, finish_time_ms AS "finishTimeMs"
     FROM race_placings WHERE race_id = $1`,
    [raceId],
  );
  const placed = new Map(rows.map((row) => [row.id, row]));
  return card.runners.map(({ number, id, name, livery }) => {
    const isScratched = scratched.includes(number);
    const { placing = null, finishTimeMs = null } = placed.get(id) ?? {};
    return { number, id, name, livery, isScratched, placing, finishTimeMs };
  });
}

interface PoolRow {
  market: string;
  outcome: "paid" | "refunded";
  gross: string;
  takeout: string;
  paid: string;
  refunds: string;
  dividends: { selection: number[]; perUnit: string }[];
}

async function readPools(manager: EntityManager, raceId: number): Promise<RaceStats["pools"]> {
  const rows: PoolRow[] = await manager.query(
    `SELECT market, outcome, gross, takeout, paid, refunds, dividends
     FROM race_pools WHERE race_id = $1
     ORDER BY gross + refunds DESC, market`,
    [raceId],
  );
  return rows.map(({ market, outcome, dividends, ...sums }) => ({
    market,
    outcome,
    gross: BigInt(sums.gross),
    takeout: BigInt(sums.takeout),
    paid: BigInt(sums.paid),
    refunds: BigInt(sums.refunds),
    dividends,
  }));
}

async function readCasts(manager: EntityManager, raceId: number): Promise<RaceStats["casts"]> {
  const rows: (Omit<RaceStats["casts"][number], "cost"> & { cost: string })[] = await manager.query(
    `SELECT seq, tick, power, target, cost, status, reason
     FROM race_inputs WHERE race_id = $1 ORDER BY seq`,
    [raceId],
  );
  return rows.map((row) => ({ ...row, cost: BigInt(row.cost) }));
}
