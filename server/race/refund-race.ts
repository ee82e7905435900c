import type { DataSource } from "typeorm";
import { assertMine } from "#server/framework/durable-room.ts";
import { allowSlowStatements } from "#server/storage/allow-slow-statements.ts";
import { transaction } from "#server/storage/transaction.ts";
import { CLOSER_STATEMENT_MS } from "./closer-statement-ms.ts";
import { RaceEntity } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { storeRecord } from "./race-record.ts";
import { refundMoney } from "./refund-money.ts";
import { type PlayerChange, readBets, toPlayerChanges } from "./settle-bets.ts";
import { readSelectionStakes, refundedPool, storePools } from "./settle-pools.ts";
import { type OwnedRace, type RaceChanges, writeRace } from "./write-race.ts";

export type RefundResult =
  | { outcome: "refunded"; changes: PlayerChange[] }
  | { outcome: "already_final" };

/**
 * Calls a race off in one transaction: every open stake goes back, the fees of cancelled bets, and
 * what powers cost, held or captured (TOTE-6, LEDGER-4). A race that is already official or void
 * stays as it is. `refund` moves the money; only a test gives another than `refundMoney`.
 */
export function refundRace(
  dataSource: DataSource,
  {
    race,
    reason,
    at,
    changes,
    refund = refundMoney,
  }: {
    race: OwnedRace;
    reason: string;
    at: number;
    changes: RaceChanges;
    refund?: typeof refundMoney;
  },
): Promise<RefundResult> {
  return transaction(dataSource, async (manager) => {
    await allowSlowStatements(manager, CLOSER_STATEMENT_MS);
    await enterRaceGate(manager, race.raceId, "exclusive");
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    const row = await manager.findOneByOrFail(RaceEntity, { id: race.raceId });
    if (row.finishedAt !== null) return { outcome: "already_final" };
    const stakes = await readSelectionStakes(manager, race.raceId);
    const wallets = await refund(manager, row);
    await writeRace(manager, race, {
      ...changes,
      status: "void",
      voidReason: reason,
      finishedAt: BigInt(at),
    });
    const byMarket = Map.groupBy(stakes, ({ market }) => market);
    const pools = row.marketRules.markets.map(
      (market) => [market, refundedPool(byMarket.get(market) ?? [])] as const,
    );
    await storePools(manager, race.raceId, new Map(pools));
    const bets = await readBets(manager, race.raceId);
    await storeRecord(manager, { raceId: race.raceId, bets });
    return { outcome: "refunded", changes: toPlayerChanges(wallets, bets) };
  });
}
