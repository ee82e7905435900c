import type { DataSource, EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { placedBetSchema } from "#common/race/bet-contract.ts";
import { cancelFee } from "#common/tote/cancel-fee.ts";
import { availableAccount, houseAccount, lockedAccount } from "#server/ledger/account-names.ts";
import { fingerprintOf } from "#server/ledger/idempotency.ts";
import { lockAccounts } from "#server/ledger/lock-accounts.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { runIdempotently } from "#server/ledger/run-idempotently.ts";
import type { WalletRow } from "#server/ledger/wallet-entity.ts";
import { BetEntity, type BetRow, toBet } from "./bet-entity.ts";
import type { PlacedBet, PlacedBetAnswer } from "./place-bet.ts";
import { RaceEntity, type RaceRow } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";

export interface CancelIntent {
  playerId: string;
  /** Decimal string; also the key of the intent. */
  betId: string;
  /** The server's clock when the intent arrived, epoch milliseconds. */
  arrivedAtMs: number;
}

/**
 * Takes a bet back for the fee (TOTE-10): locked → available less the fee, the fee → house. The
 * bet's id is the key, so a repeat gets the first answer. A foreign bet is `bet_unknown`; then
 * `bet_not_open`, `betting_closed`, `cancel_closed` in the last seconds.
 */
export async function cancelBet(
  dataSource: DataSource,
  intent: CancelIntent,
): Promise<PlacedBetAnswer> {
  const { playerId, betId } = intent;
  const bet = await dataSource.manager.findOneBy(BetEntity, { id: BigInt(betId), playerId });
  if (bet === null) return { isReplayed: false, ...refuse("bet_unknown") };
  return runIdempotently<PlacedBet, undefined>({
    dataSource,
    scope: {
      playerId,
      operation: "cancelBet",
      key: betId,
      fingerprint: fingerprintOf("cancelBet", { betId }),
    },
    async gate(manager) {
      await enterRaceGate(manager, bet.raceId, "shared");
      await lockWallets(manager, [playerId], "chips");
      await lockAccounts(manager, [houseAccount("chips")], "chips");
      return undefined;
    },
    execute: (manager) => execute(manager, intent),
    encode: (cancelled) => JSON.stringify(placedBetSchema.encode(cancelled)),
  });
}

async function execute(manager: EntityManager, intent: CancelIntent): Promise<Outcome<PlacedBet>> {
  const bet = await manager.findOneByOrFail(BetEntity, { id: BigInt(intent.betId) });
  const race = await manager.findOneByOrFail(RaceEntity, { id: bet.raceId });
  const refusal = checkCancel(race, { bet, arrivedAtMs: intent.arrivedAtMs });
  if (refusal !== undefined) return refusal;
  const fee = cancelFee(bet.stake, race.marketRules.cancelFeeBps);
  const cancelled: BetRow = { ...bet, status: "cancelled", payout: bet.stake - fee, fee };
  const { status, payout } = cancelled;
  await manager.update(BetEntity, { id: bet.id }, { status, payout, fee });
  const { wallets } = await postTransfers(manager, [
    {
      kind: "bet_cancelled",
      currency: "chips",
      playerId: bet.playerId,
      raceId: bet.raceId,
      betId: bet.id,
      postings: [
        { account: lockedAccount(bet.playerId), amount: -bet.stake },
        { account: availableAccount(bet.playerId), amount: payout },
        { account: houseAccount("chips"), amount: fee },
      ].filter(({ amount }) => amount !== 0n),
    },
  ]);
  return accept({ bet: toBet(cancelled), wallet: toWallet(wallets[0] as WalletRow) });
}

function checkCancel(race: RaceRow, { bet, arrivedAtMs }: { bet: BetRow; arrivedAtMs: number }) {
  if (bet.status !== "open") return refuse("bet_not_open");
  if (race.status !== "betting") return refuse("betting_closed");
  const leftMs = race.pausedLeftMs ?? Number(race.phaseEndsAt) - arrivedAtMs;
  if (leftMs < 0) return refuse("betting_closed");
  return leftMs < race.marketRules.cancelClosesMs ? refuse("cancel_closed") : undefined;
}
