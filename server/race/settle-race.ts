import type { DataSource } from "typeorm";
import { assertMine } from "#server/framework/durable-room.ts";
import { allowSlowStatements } from "#server/storage/allow-slow-statements.ts";
import { transaction } from "#server/storage/transaction.ts";
import { CLOSER_STATEMENT_MS } from "./closer-statement-ms.ts";
import { RaceEntity, RaceResultEntity } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { storeRecord } from "./race-record.ts";
import { type PlayerChange, readBets, toPlayerChanges } from "./settle-bets.ts";
import { type PaidRace, payRace } from "./settle-pay.ts";
import { storePools } from "./settle-pools.ts";
import { storeNets } from "./store-nets.ts";
import { storePlacings } from "./store-placings.ts";
import { type OwnedRace, type RaceChanges, writeRace } from "./write-race.ts";

/** What the settlement of a race did; `already_settled` moved nothing (LEDGER-6). */
export type SettleResult =
  | {
      outcome: "settled";
      changes: PlayerChange[];
      pools: PaidRace["pools"];
      /** Both sides of every favor of the lobby that this race counted down or repaid, ascending. */
      favorPlayerIds: string[];
    }
  | { outcome: "already_settled" };

/**
 * Pays a race out in one transaction: stakes to their pool, payouts to the winners, the rest to the
 * house, so that every pool ends at 0 (LEDGER-4, 6); debts take their part of the wins (LEDGER-9).
 * Guarded by the race's status and epoch; the record is written with it. Throws when no result is
 * stored, or when a power is still held.
 *
 * `pay` moves the money; only a test gives another than `payRace`.
 */
export function settleRace(
  dataSource: DataSource,
  {
    race,
    at,
    changes,
    pay = payRace,
  }: { race: OwnedRace; at: number; changes: RaceChanges; pay?: typeof payRace },
): Promise<SettleResult> {
  return transaction(dataSource, async (manager) => {
    await allowSlowStatements(manager, CLOSER_STATEMENT_MS);
    await enterRaceGate(manager, race.raceId, "exclusive");
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    const row = await manager.findOneByOrFail(RaceEntity, { id: race.raceId });
    if (row.status === "official") return { outcome: "already_settled" };
    if (row.status !== "settling") throw new Error(`a race in ${row.status} can't be settled`);
    const result = await manager.findOneByOrFail(RaceResultEntity, { raceId: race.raceId });
    const { wallets, pools, favorPlayerIds } = await pay(manager, { row, result, at });
    await writeRace(manager, race, { ...changes, status: "official", finishedAt: BigInt(at) });
    await storePools(manager, race.raceId, pools);
    await storePlacings(manager, { row, result });
    await storeNets(manager, race.raceId);
    const bets = await readBets(manager, race.raceId);
    await storeRecord(manager, { raceId: race.raceId, bets });
    const standing = bets.filter(({ status }) => status !== "cancelled");
    return {
      outcome: "settled",
      changes: toPlayerChanges(wallets, standing),
      pools,
      favorPlayerIds,
    };
  });
}
