import type { EntityManager } from "typeorm";
import type { RecordedPool } from "#common/race/record-fields.ts";
import { DurableRoom } from "#server/framework/durable-room.ts";
import {
  RacePoolEntity,
  type RacePoolRow,
  type RaceResultRow,
  type RaceRow,
} from "./race-entities.ts";
import type { BookedBet } from "./settle-bets.ts";

/** What records of both formats say alike. */
export async function readRecordCommon(manager: EntityManager, row: RaceRow) {
  const room = await manager.findOneByOrFail(DurableRoom, { id: row.roomId });
  const pools = await manager.find(RacePoolEntity, {
    where: { raceId: row.id },
    order: { market: "DESC" },
  });
  return {
    raceId: row.id,
    lobby: room.code,
    raceNumber: row.number,
    card: row.card,
    cardHash: row.cardHash,
    marketRules: row.marketRules,
    marketRulesHash: row.marketRulesHash,
    engineHash: row.engineHash,
    commit: row.commitment,
    serverSeed: row.serverSeed,
    pools: pools.map(toRecordedPool),
    status: row.status === "void" ? ("void" as const) : ("official" as const),
    ...(row.voidReason === null ? {} : { voidReason: row.voidReason }),
    offAt: row.offAt === null ? null : Number(row.offAt),
    officialAt: Number(row.finishedAt),
    previousRecordHash: await previousHash(manager, row),
  };
}
/** What the record of a race is made from. */
export interface RecordSource {
  row: RaceRow;
  common: RecordCommon;
  result: RaceResultRow | null;
  bets: readonly BookedBet[];
}

export type RecordCommon = Awaited<ReturnType<typeof readRecordCommon>>;

function toRecordedPool(pool: RacePoolRow): RecordedPool {
  return {
    market: pool.market,
    gross: pool.gross.toString(),
    takeout: pool.takeout.toString(),
    net: pool.net.toString(),
    paid: pool.paid.toString(),
    breakage: pool.breakage.toString(),
    refunds: pool.refunds.toString(),
    dividends: pool.dividends,
  };
}

/** Records of one lobby form a chain in the order of its races. */
async function previousHash(manager: EntityManager, row: RaceRow): Promise<string | null> {
  const rows: { hash: string }[] = await manager.query(
    `SELECT hash FROM race_records JOIN races ON races.id = race_id
     WHERE room_id = $1 AND number < $2 ORDER BY number DESC LIMIT 1`,
    [row.roomId, row.number],
  );
  return rows[0]?.hash ?? null;
}
