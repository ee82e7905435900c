import type { EntityManager } from "typeorm";
import { favorAnswerSchema } from "#common/favors/favor-contract.ts";
import { favorFee } from "#common/favors/favor-fee.ts";
import type { Favor } from "#common/favors/favor-schemas.ts";
import { favorTerms } from "#common/favors/favor-terms.ts";
import { lendable } from "#common/favors/lendable.ts";
import type { Amount } from "#common/framework/amounts.ts";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { FavorEntity } from "#server/ledger/favor-entity.ts";
import { fingerprintOf } from "#server/ledger/idempotency.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { type IdempotentAnswer, runIdempotently } from "#server/ledger/run-idempotently.ts";
import type { WalletRow } from "#server/ledger/wallet-entity.ts";
import { PlayerEntity } from "#server/players/player-entity.ts";
import { type FavorHouse, lobbyCodeOf } from "./favor-house.ts";
import { readFavor } from "./read-favors.ts";
import { readMeans } from "./read-means.ts";

/** What a lender offers; see `favorOrderSchema`. */
export interface FavorOrder {
  lenderId: string;
  /** The room of the lender's token. */
  roomKey: string | undefined;
  key: string;
  borrowerId: string;
  amount: Amount;
  feePercent: number;
  races: number;
  /** The server's clock, epoch milliseconds. */
  now: number;
}

export type OfferedFavor = { favor: Favor };

/**
 * Offers a favor to a player of the same lobby (LEDGER-9). No chips move: accepting it looks at the
 * lender's means again. The refusals, in the order they are looked for: `invalid_input` (nothing
 * offered), `player_unknown`, `favor_not_allowed`, `favor_limit_reached` (with `maximum`: more than
 * may be lent; without: too many offers wait for an answer in this lobby).
 */
export async function offerFavor(
  house: FavorHouse,
  order: FavorOrder,
): Promise<IdempotentAnswer<OfferedFavor>> {
  const { lenderId, key, borrowerId, amount, feePercent, races } = order;
  if (amount === 0n) return { isReplayed: false, ...refuse("invalid_input", { at: "amount" }) };
  const input = { borrowerId, amount, feePercent, races };
  return runIdempotently<OfferedFavor, WalletRow>({
    dataSource: house.dataSource,
    scope: {
      playerId: lenderId,
      operation: "offerFavor",
      key,
      fingerprint: fingerprintOf("offerFavor", input),
    },
    async gate(manager) {
      const wallets = await lockWallets(manager, [lenderId], "chips");
      return wallets.get(lenderId) as WalletRow;
    },
    execute: (manager, wallet) => execute(manager, { house, order, wallet }),
    encode: (offered) => JSON.stringify(favorAnswerSchema.encode(offered)),
  });
}

async function execute(
  manager: EntityManager,
  { house, order, wallet }: { house: FavorHouse; order: FavorOrder; wallet: WalletRow },
): Promise<Outcome<OfferedFavor>> {
  const { lenderId, borrowerId, amount, feePercent, races, now } = order;
  const lobbyCode = await lobbyCodeOf(manager, order.roomKey);
  const roomId = order.roomKey as string;
  const isHere = await manager.existsBy(PlayerEntity, { id: borrowerId, lobbyCode });
  if (!isHere || borrowerId === lenderId) return refuse("player_unknown");
  const parties = { roomId, playerIds: [lenderId, borrowerId] };
  if (!(await haveRaced(manager, house, parties))) return refuse("favor_not_allowed");
  const maximum = await lendableOf(manager, { house, wallet });
  if (amount > maximum) return refuse("favor_limit_reached", { maximum: maximum.toString() });
  const waiting = await manager.countBy(FavorEntity, { lenderId, roomId, status: "offered" });
  if (waiting >= house.openMax) return refuse("favor_limit_reached");
  const { identifiers } = await manager.insert(FavorEntity, {
    roomId,
    lenderId,
    borrowerId,
    amount,
    fee: favorFee(amount, feePercent),
    racesLeft: races,
    status: "offered",
    offeredAt: BigInt(now),
  });
  const { id } = identifiers[0] as { id: bigint };
  return accept({ favor: await readFavor(manager, id) });
}

/** Whether all of these players have raced enough in a lobby to lend and to borrow. */
export async function haveRaced(
  manager: EntityManager,
  { settledRaces }: Pick<FavorHouse, "settledRaces">,
  parties: { roomId: string; playerIds: readonly string[] },
): Promise<boolean> {
  const races = await settledRaces(manager, parties);
  return parties.playerIds.every((id) => (races.get(id) ?? 0) >= favorTerms.settledRacesMin);
}

/** The most that the owner of this wallet may lend in one favor now. */
export async function lendableOf(
  manager: EntityManager,
  { house, wallet }: { house: Pick<FavorHouse, "amountMax">; wallet: WalletRow },
): Promise<Amount> {
  const means = await readMeans(manager, wallet.playerId);
  const free = lendable({ ...means, available: wallet.balanceTotal - wallet.balanceLocked });
  return free < house.amountMax ? free : house.amountMax;
}
