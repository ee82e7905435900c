import { createHmac } from "node:crypto";
import type { EntityManager } from "typeorm";
import { type RaceRecord, RECORD_FORMAT, recordHash, recordSchema } from "#common/race/record.ts";
import { DurableRoom } from "#server/framework/durable-room.ts";
import type { BetRow } from "./bet-entity.ts";
import {
  RaceEntity,
  RaceInputEntity,
  RacePoolEntity,
  type RacePoolRow,
  RaceRecordEntity,
  RaceResultEntity,
  type RaceRow,
} from "./race-entities.ts";
import { readBets } from "./settle-bets.ts";

/** Hexadecimal digits of a player's pseudonym in a record. */
const TAG_LENGTH = 16;

/**
 * Writes the record of a race that has just become official or void (RACE-8), in that transaction.
 * It is checked against its own schema, so that what is kept for ever can be read for ever.
 */
export async function storeRecord(
  manager: EntityManager,
  { raceId }: { raceId: number },
): Promise<void> {
  const row = await manager.findOneByOrFail(RaceEntity, { id: raceId });
  const room = await manager.findOneByOrFail(DurableRoom, { id: row.roomId });
  const result = await manager.findOneBy(RaceResultEntity, { raceId });
  const pools = await manager.find(RacePoolEntity, {
    where: { raceId },
    order: { market: "DESC" },
  });
  const bets = await readBets(manager, raceId);
  const inputs = await manager.find(RaceInputEntity, { where: { raceId }, order: { seq: "ASC" } });
  const tag = (playerId: string) => tagOf(row.serverSeed, playerId);
  const record: RaceRecord = {
    format: RECORD_FORMAT,
    raceId,
    lobby: room.code,
    raceNumber: row.number,
    card: row.card,
    cardHash: row.cardHash,
    marketRules: row.marketRules,
    marketRulesHash: row.marketRulesHash,
    engineHash: row.engineHash,
    fairnessVersion: 1,
    commit: row.commitment,
    serverSeed: row.serverSeed,
    bets: bets.map((bet, index) =>
      toRecordedBet(bet, { serial: index + 1, tag: tag(bet.playerId) }),
    ),
    inputs: inputs.map(({ tick, seq, playerId, power, target }) => ({
      tick,
      seq,
      player: tag(playerId),
      power,
      target,
    })),
    order: result?.finishOrder ?? [],
    finishTimesMs: result?.finishTimesMs ?? [],
    ticks: result?.ticks ?? 0,
    pools: pools.map(toRecordedPool),
    ...endOf(row),
    previousRecordHash: await previousHash(manager, row),
  };
  await manager.insert(RaceRecordEntity, {
    raceId,
    record: recordSchema.parse(record) as object,
    hash: recordHash(record),
  });
}

function endOf(row: RaceRow): Pick<RaceRecord, "status" | "voidReason" | "offAt" | "officialAt"> {
  return {
    status: row.status === "void" ? "void" : "official",
    ...(row.voidReason === null ? {} : { voidReason: row.voidReason }),
    offAt: row.offAt === null ? null : Number(row.offAt),
    officialAt: Number(row.finishedAt),
  };
}

function toRecordedBet(
  bet: BetRow,
  { serial, tag }: { serial: number; tag: string },
): RaceRecord["bets"][number] {
  if (bet.status === "open") throw new Error(`bet ${bet.id} is still open at the end of its race`);
  return {
    serial,
    tag,
    market: bet.market,
    selection: bet.selection,
    stake: bet.stake.toString(),
    status: bet.status,
    payout: bet.payout.toString(),
  };
}

function toRecordedPool(pool: RacePoolRow): RaceRecord["pools"][number] {
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

/** A pseudonym that is the same within one record and means nothing outside it. */
function tagOf(serverSeed: string, playerId: string): string {
  return createHmac("sha256", Buffer.from(serverSeed, "hex"))
    .update(`tag/${playerId}`)
    .digest("hex")
    .slice(0, TAG_LENGTH);
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
