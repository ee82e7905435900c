import type { EntityManager } from "typeorm";
import { recordHash, recordSchema } from "#common/race/record.ts";
import { RaceEntity, RaceRecordEntity, RaceResultEntity } from "./race-entities.ts";
import { toRecordV1 } from "./race-record-v1.ts";
import { toRecordV2 } from "./race-record-v2.ts";
import { readRecordCommon } from "./record-common.ts";
import type { BookedBet } from "./settle-bets.ts";

/**
 * Writes the record of a race that has just become official or void (RACE-8), in that transaction.
 * It is checked against its own schema, so that what is kept for ever can be read for ever. `bets` are
 * all of the race, as they have ended.
 */
export async function storeRecord(
  manager: EntityManager,
  { raceId, bets }: { raceId: number; bets: readonly BookedBet[] },
): Promise<void> {
  const row = await manager.findOneByOrFail(RaceEntity, { id: raceId });
  const result = await manager.findOneBy(RaceResultEntity, { raceId });
  const open = bets.find(({ status }) => status === "open");
  if (open !== undefined) throw new Error(`bet ${open.id} is still open at the end of its race`);
  const common = await readRecordCommon(manager, row);
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
