import type { EntityManager } from "typeorm";
import { recordHash, recordSchema } from "#common/race/record.ts";
import type { RecordedPool } from "#common/race/record-fields.ts";
import { DurableRoom } from "#server/framework/durable-room.ts";
import type { BetRow } from "./bet-entity.ts";
import {
  RaceEntity,
  RacePoolEntity,
  type RacePoolRow,
  RaceRecordEntity,
  RaceResultEntity,
  type RaceRow,
} from "./race-entities.ts";
import { toRecordV1 } from "./race-record-v1.ts";
import { toRecordV2 } from "./race-record-v2.ts";

/**
 * Writes the record of a race that has just become official or void (RACE-8), in that transaction.
 * It is checked against its own schema, so that what is kept for ever can be read for ever. `bets` are
 * all of the race, as they have ended.
 */
export async function storeRecord(
  manager: EntityManager,
  { raceId, bets }: { raceId: number; bets: readonly BetRow[] },
): Promise<void> {
  const row = await manager.findOneByOrFail(RaceEntity, { id: raceId });
  const result = await manager.findOneBy(RaceResultEntity, { raceId });
  const open = bets.find(({ status }) => status === "open");
  if (open !== undefined) throw new Error(`bet ${open.id} is still open at the end of its race`);
  const common = await readCommon(manager, row);
  const record = recordSchema.parse(
    row.fairnessVersion === 1
      ? toRecordV1({ row, common, result, bets })
      : await toRecordV2(manager, { row, common, result, bets }),
  );
  await manager.insert(RaceRecordEntity, {
    raceId,
    record: record as object,
    hash: record.format === 1 ? recordHash(record) : record.hash,
  });
}

/** What records of both formats say alike. */
async function readCommon(manager: EntityManager, row: RaceRow) {
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
export type RecordCommon = Awaited<ReturnType<typeof readCommon>>;

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
