import type { DataSource } from "typeorm";
import { refundAll } from "#common/tote/refund-all.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import {
  type AccountName,
  availableAccount,
  houseAccount,
  lockedAccount,
} from "#server/ledger/account-names.ts";
import type { Transfer } from "#server/ledger/post-transfers.ts";
import { transaction } from "#server/storage/transaction.ts";
import type { BetRow } from "./bet-entity.ts";
import { RaceEntity, RacePoolEntity } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { storeRecord } from "./race-record.ts";
import { endBets, lockBettors, type PlayerChange, readBets } from "./settle-bets.ts";
import { type OwnedRace, type RaceChanges, writeRace } from "./write-race.ts";

export type RefundResult =
  | { outcome: "refunded"; changes: PlayerChange[] }
  | { outcome: "already_final" };

/**
 * Calls a race off in one transaction: every open stake goes back, and the fees of cancelled bets
 * with them (TOTE-6, LEDGER-4). A race that is already official or void stays as it is.
 */
export function refundRace(
  dataSource: DataSource,
  {
    race,
    reason,
    at,
    changes,
  }: {
    race: OwnedRace;
    reason: string;
    at: number;
    changes: RaceChanges;
  },
): Promise<RefundResult> {
  return transaction(dataSource, async (manager) => {
    await enterRaceGate(manager, race.raceId, "exclusive");
    await assertMine(manager, { id: race.roomId, epoch: race.epoch });
    const row = await manager.findOneByOrFail(RaceEntity, { id: race.raceId });
    if (row.finishedAt !== null) return { outcome: "already_final" };
    const bets = await readBets(manager, race.raceId);
    const open = bets.filter((bet) => bet.status === "open");
    const fined = bets.filter((bet) => bet.fee > 0n);
    await lockBettors(manager, [...open, ...fined]);
    await writeRace(manager, race, {
      ...changes,
      status: "void",
      voidReason: reason,
      finishedAt: BigInt(at),
    });
    await manager.query(
      "UPDATE bets SET payout = payout + fee, fee = 0 WHERE race_id = $1 AND fee > 0",
      [race.raceId],
    );
    const players = await endBets(manager, {
      bets: bets.map((bet) => ({ ...bet, payout: bet.payout + bet.fee, fee: 0n })),
      ends: open.map((bet) => ({ id: bet.id, status: "refunded", payout: bet.stake })),
      transfers: [...open.map(returnStake), ...fined.map(returnFee)],
    });
    for (const market of row.marketRules.markets) {
      const {
        payouts: _,
        dividends: __,
        ...pool
      } = refundAll(
        open
          .filter((bet) => bet.market === market)
          .map((bet) => ({ id: bet.id.toString(), selection: bet.selection, stake: bet.stake })),
      );
      await manager.insert(RacePoolEntity, { ...pool, raceId: race.raceId, market, dividends: [] });
    }
    await storeRecord(manager, { raceId: race.raceId });
    return { outcome: "refunded", changes: players };
  });
}

function returnStake(bet: BetRow): Transfer {
  return returnFrom(lockedAccount(bet.playerId), bet, bet.stake);
}

function returnFee(bet: BetRow): Transfer {
  return returnFrom(houseAccount("chips"), bet, bet.fee);
}

function returnFrom(account: AccountName, bet: BetRow, amount: bigint): Transfer {
  return {
    kind: "race_refunded",
    currency: "chips",
    playerId: bet.playerId,
    raceId: bet.raceId,
    betId: bet.id,
    postings: [
      { account, amount: -amount },
      { account: availableAccount(bet.playerId), amount },
    ],
  };
}
