import type { DataSource } from "typeorm";
import { availableAccount, lockedAccount, poolAccount } from "#server/ledger/account-names.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { BetEntity } from "#server/race/bet-entity.ts";
import { enterRaceGate } from "#server/race/race-gate.ts";
import { transaction } from "#server/storage/transaction.ts";
import type { FloorBet } from "./floor-settler.ts";

/**
 * Ends bets one by one, a TypeORM transaction each, by the steps of the plain path: gate and wallet
 * locked, the bet ended, its stake moved to the pool and what it won out of it. Answers milliseconds.
 */
export async function settlePlainly(
  dataSource: DataSource,
  bets: readonly FloorBet[],
): Promise<number> {
  const startedAt = performance.now();
  for (const bet of bets) await settleOne(dataSource, bet);
  return performance.now() - startedAt;
}

function settleOne(
  dataSource: DataSource,
  { id, status, payout: paid }: FloorBet,
): Promise<unknown> {
  return transaction(dataSource, async (manager) => {
    const { raceId, playerId, market, stake } = await manager.findOneByOrFail(BetEntity, {
      id: BigInt(id),
    });
    await enterRaceGate(manager, raceId, "exclusive");
    await lockWallets(manager, [playerId], "chips");
    const payout = BigInt(paid);
    await manager.update(BetEntity, { id: BigInt(id) }, { status, payout });
    const pool = poolAccount(raceId, market);
    const postings = [
      { account: lockedAccount(playerId), amount: -stake },
      { account: pool, amount: stake },
      { account: pool, amount: -payout },
      { account: availableAccount(playerId), amount: payout },
    ].filter(({ amount }) => amount !== 0n);
    await postTransfers(manager, [{ kind: "race_settled", currency: "chips", raceId, postings }]);
  });
}
