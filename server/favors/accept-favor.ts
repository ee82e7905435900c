import type { EntityManager } from "typeorm";
import { paidFavorSchema } from "#common/favors/favor-contract.ts";
import type { Favor } from "#common/favors/favor-schemas.ts";
import { favorTerms } from "#common/favors/favor-terms.ts";
import type { Amount } from "#common/framework/amounts.ts";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import { availableAccount } from "#server/ledger/account-names.ts";
import { FavorEntity, type FavorRow } from "#server/ledger/favor-entity.ts";
import { fingerprintOf } from "#server/ledger/idempotency.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { type IdempotentAnswer, runIdempotently } from "#server/ledger/run-idempotently.ts";
import type { WalletRow } from "#server/ledger/wallet-entity.ts";
import type { FavorHouse } from "./favor-house.ts";
import { lockFavor } from "./lock-favor.ts";
import { haveRaced, lendableOf } from "./offer-favor.ts";
import { readFavor } from "./read-favors.ts";

export interface FavorAcceptance {
  playerId: string;
  /** The room of the borrower's token. */
  roomKey: string | undefined;
  key: string;
  /** Decimal string. */
  favorId: string;
  /** The server's clock, epoch milliseconds. */
  now: number;
}

/** What a favor has moved: it and the caller's balance after it. */
export type PaidFavor = { favor: Favor; wallet: Wallet };

interface Gated {
  favor: FavorRow | undefined;
  wallets: Map<string, WalletRow>;
}

/**
 * Takes an offered favor (LEDGER-9): available of the lender → available of the borrower, in one
 * transaction that looks at the means of both again. The refusals, in the order they are looked for:
 * `favor_unknown`, `favor_not_open`, `favor_not_allowed`, `favor_limit_reached` (`maximum`: what the
 * lender can lend now, or what the borrower could still owe; without: too many open debts).
 */
export function acceptFavor(
  house: FavorHouse,
  intent: FavorAcceptance,
): Promise<IdempotentAnswer<PaidFavor>> {
  const { playerId, key, favorId } = intent;
  return runIdempotently<PaidFavor, Gated>({
    dataSource: house.dataSource,
    scope: {
      playerId,
      operation: "acceptFavor",
      key,
      fingerprint: fingerprintOf("acceptFavor", { favorId }),
    },
    async gate(manager) {
      const favor = await lockFavor(manager, BigInt(favorId));
      const playerIds = favor === undefined ? [playerId] : [favor.lenderId, favor.borrowerId];
      return { favor, wallets: await lockWallets(manager, playerIds, "chips") };
    },
    execute: (manager, gated) => execute(manager, { house, intent, gated }),
    encode: (paid) => JSON.stringify(paidFavorSchema.encode(paid)),
  });
}

async function execute(
  manager: EntityManager,
  { house, intent, gated }: { house: FavorHouse; intent: FavorAcceptance; gated: Gated },
): Promise<Outcome<PaidFavor>> {
  const { favor, wallets } = gated;
  if (favor?.borrowerId !== intent.playerId || favor.roomId !== intent.roomKey) {
    return refuse("favor_unknown");
  }
  if (favor.status !== "offered") return refuse("favor_not_open");
  const { lenderId, borrowerId, amount } = favor;
  const parties = { roomId: favor.roomId, playerIds: [lenderId, borrowerId] };
  if (!(await haveRaced(manager, house, parties))) return refuse("favor_not_allowed");
  const lender = wallets.get(lenderId) as WalletRow;
  const maximum = await lendableOf(manager, { house, wallet: lender });
  if (amount > maximum) return refuse("favor_limit_reached", { maximum: maximum.toString() });
  const room = await checkDebts(manager, { house, favor });
  if (!room.ok) return room;

  await manager.update(
    FavorEntity,
    { id: favor.id },
    { status: "open", acceptedAt: BigInt(intent.now) },
  );
  const posted = await postTransfers(manager, [
    {
      kind: "favor_lent",
      currency: "chips",
      playerId: borrowerId,
      postings: [
        { account: availableAccount(lenderId), amount: -amount },
        { account: availableAccount(borrowerId), amount },
      ],
    },
  ]);
  const wallet = posted.wallets.find((row) => row.playerId === borrowerId) as WalletRow;
  return accept({ favor: await readFavor(manager, favor.id), wallet: toWallet(wallet) });
}

/** Whether the borrower may owe this much more; the wallet's lock keeps the debts as they are. */
async function checkDebts(
  manager: EntityManager,
  { house, favor }: { house: FavorHouse; favor: FavorRow },
): Promise<Outcome<undefined>> {
  const debts = await readDebts(manager, favor.borrowerId);
  if (debts.count >= house.openMax) return refuse("favor_limit_reached");
  const maximum = favorTerms.debtFactorMax * house.amountMax - debts.owed;
  if (favor.amount + favor.fee <= maximum) return accept(undefined);
  return refuse("favor_limit_reached", { maximum: (maximum > 0n ? maximum : 0n).toString() });
}

/** A player's open debts, wherever they were made. */
async function readDebts(
  manager: EntityManager,
  borrowerId: string,
): Promise<{ count: number; owed: Amount }> {
  const rows: { count: number; owed: string }[] = await manager.query(
    `select count(*)::int as count, coalesce(sum(amount + fee - repaid), 0)::bigint as owed
    from favors where borrower_id = $1 and status = 'open'`,
    [borrowerId],
  );
  const { count, owed } = rows[0] as { count: number; owed: string };
  return { count, owed: BigInt(owed) };
}
