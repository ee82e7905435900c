import type { DataSource, EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { cancelledBetSchema } from "#common/race/bet-contract.ts";
import type { Bet } from "#common/race/bet-schemas.ts";
import { cancelFee } from "#common/tote/cancel-fee.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import { availableAccount, houseAccount, lockedAccount } from "#server/ledger/account-names.ts";
import { fingerprintOf } from "#server/ledger/idempotency.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers, type Transfer } from "#server/ledger/post-transfers.ts";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { type IdempotentAnswer, runIdempotently } from "#server/ledger/run-idempotently.ts";
import type { WalletRow } from "#server/ledger/wallet-entity.ts";
import { BetEntity, type BetRow, toBet } from "./bet-entity.ts";
import { coverChange, type HouseCover, lockCover, moveExposure } from "./fixed-exposure.ts";
import { RaceEntity, type RaceRow } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";

export interface CancelIntent {
  playerId: string;
  /** Decimal string; also the key of the intent. */
  betId: string;
  /** The server's clock when the intent arrived, epoch milliseconds. */
  arrivedAtMs: number;
}

export type CancelledBet = { bet: Bet; wallet: Wallet };
/** How a cancellation answers: made now, replayed, or refused. */
export type CancelledBetAnswer = IdempotentAnswer<CancelledBet>;

/**
 * Takes a bet back for the fee (TOTE-10): locked → available less the fee, the fee → house; no fee
 * once a runner of the race has been scratched. The bet's id is the key, so a repeat gets the first
 * answer. A foreign bet is `bet_unknown`; then `bet_not_open`, `betting_closed`, `cancel_closed` in
 * the last seconds, and `liability_limit` where a bet at fixed odds is what covers another one: these
 * three are not stored, because a scratch, a pause or another bet can make room for it again.
 *
 * The plain path: what the fast one (`cancelBets`) is measured and tested against.
 */
export async function cancelBet(
  dataSource: DataSource,
  intent: CancelIntent,
): Promise<CancelledBetAnswer> {
  const { playerId, betId } = intent;
  const bet = await dataSource.manager.findOneBy(BetEntity, { id: BigInt(betId), playerId });
  if (bet === null) return { isReplayed: false, ...refuse("bet_unknown") };
  return runIdempotently<CancelledBet, HouseCover>({
    dataSource,
    scope: {
      playerId,
      operation: "cancelBet",
      key: betId,
      fingerprint: cancelFingerprint(betId),
    },
    async gate(manager) {
      await enterRaceGate(manager, bet.raceId, "shared");
      await lockWallets(manager, [playerId], "chips");
      return lockCover(manager, bet.raceId);
    },
    passing: ["betting_closed", "cancel_closed", "liability_limit"],
    execute: (manager, cover) => execute(manager, { intent, cover }),
    encode: (cancelled) => JSON.stringify(cancelledBetSchema.encode(cancelled)),
  });
}

/** What has to be the same for a key to mean the same cancellation. */
export function cancelFingerprint(betId: string): string {
  return fingerprintOf("cancelBet", { betId });
}

async function execute(
  manager: EntityManager,
  { intent, cover }: { intent: CancelIntent; cover: HouseCover },
): Promise<Outcome<CancelledBet>> {
  const bet = await manager.findOneByOrFail(BetEntity, { id: BigInt(intent.betId) });
  const race = await manager.findOneByOrFail(RaceEntity, { id: bet.raceId });
  const refusal = checkCancel(race, { bet, arrivedAtMs: intent.arrivedAtMs });
  if (refusal !== undefined) return refusal;
  const fee = race.scratched.length > 0 ? 0n : cancelFee(bet.stake, race.marketRules.cancelFeeBps);
  const uncovering = await uncover(manager, { bet, race, cover });
  if (!uncovering.ok) return uncovering;
  const cancelled: BetRow = { ...bet, status: "cancelled", payout: bet.stake - fee, fee };
  const { status, payout } = cancelled;
  await manager.update(BetEntity, { id: bet.id }, { status, payout, fee });
  const { wallets } = await postTransfers(manager, [
    returnTransfer(cancelled),
    ...uncovering.value,
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

/** Takes the bet out of what the house holds; the stake of one runner may cover another's price. */
async function uncover(
  manager: EntityManager,
  { bet, race, cover }: { bet: BetRow; race: RaceRow; cover: HouseCover },
): Promise<Outcome<Transfer[]>> {
  if (bet.price === null) return accept([]);
  const { liabilityMax } = race.marketRules;
  const max = liabilityMax === undefined ? undefined : BigInt(liabilityMax);
  const { stake, price } = bet;
  const change = { runner: bet.selection[0] ?? 0, stake, price, sign: -1n } as const;
  const needed = await coverChange(manager, { cover, change, max });
  if (needed === undefined) return refuse("liability_limit");
  return accept(await moveExposure(manager, { cover, change, needed }));
}

function returnTransfer(bet: BetRow): Transfer {
  return {
    kind: "bet_cancelled",
    currency: "chips",
    playerId: bet.playerId,
    raceId: bet.raceId,
    betId: bet.id,
    postings: [
      { account: lockedAccount(bet.playerId), amount: -bet.stake },
      { account: availableAccount(bet.playerId), amount: bet.payout },
      { account: houseAccount("chips"), amount: bet.fee },
    ].filter(({ amount }) => amount !== 0n),
  };
}
