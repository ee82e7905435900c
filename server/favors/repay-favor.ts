import type { EntityManager } from "typeorm";
import { paidFavorSchema } from "#common/favors/favor-contract.ts";
import type { Amount } from "#common/framework/amounts.ts";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { availableAccount } from "#server/ledger/account-names.ts";
import { FavorEntity, type FavorRow } from "#server/ledger/favor-entity.ts";
import { fingerprintOf } from "#server/ledger/idempotency.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { type IdempotentAnswer, runIdempotently } from "#server/ledger/run-idempotently.ts";
import type { WalletRow } from "#server/ledger/wallet-entity.ts";
import type { PaidFavor } from "./accept-favor.ts";
import type { FavorHouse } from "./favor-house.ts";
import { lockFavor } from "./lock-favor.ts";
import { raiseLoyalty } from "./raise-loyalty.ts";
import { readFavor } from "./read-favors.ts";

export interface FavorRepayment {
  playerId: string;
  key: string;
  /** Decimal string. */
  favorId: string;
  amount: Amount;
  /** The server's clock, epoch milliseconds. */
  now: number;
}

interface Gated {
  favor: FavorRow | undefined;
  wallet: WalletRow;
}

/**
 * Gives back part of a debt or all of it by hand (LEDGER-9): available of the borrower → available
 * of the lender; the last chip raises the loyalty of both if an official race was run while it was
 * owed. A debt can be repaid from any lobby. The refusals, in the order they are looked for: `invalid_input` (nothing given), `favor_unknown`,
 * `favor_not_open`, `favor_limit_reached` (more than is owed; `maximum`), `insufficient_funds`.
 */
export async function repayFavor(
  house: Pick<FavorHouse, "dataSource">,
  intent: FavorRepayment,
): Promise<IdempotentAnswer<PaidFavor>> {
  const { playerId, key, favorId, amount } = intent;
  if (amount === 0n) return { isReplayed: false, ...refuse("invalid_input", { at: "amount" }) };
  return runIdempotently<PaidFavor, Gated>({
    dataSource: house.dataSource,
    scope: {
      playerId,
      operation: "repayFavor",
      key,
      fingerprint: fingerprintOf("repayFavor", { favorId, amount }),
    },
    async gate(manager) {
      const favor = await lockFavor(manager, BigInt(favorId));
      const isMine = favor?.borrowerId === playerId;
      const playerIds = isMine ? [favor.lenderId, playerId] : [playerId];
      const wallets = await lockWallets(manager, playerIds, "chips");
      return { favor: isMine ? favor : undefined, wallet: wallets.get(playerId) as WalletRow };
    },
    execute: (manager, gated) => execute(manager, { intent, ...gated }),
    encode: (paid) => JSON.stringify(paidFavorSchema.encode(paid)),
  });
}

async function execute(
  manager: EntityManager,
  { intent, favor, wallet }: Gated & { intent: FavorRepayment },
): Promise<Outcome<PaidFavor>> {
  const { amount, now } = intent;
  if (favor === undefined) return refuse("favor_unknown");
  if (favor.status !== "open") return refuse("favor_not_open");
  const owed = favor.amount + favor.fee - favor.repaid;
  if (amount > owed) return refuse("favor_limit_reached", { maximum: owed.toString() });
  const available = wallet.balanceTotal - wallet.balanceLocked;
  if (available < amount) return refuse("insufficient_funds", { available: available.toString() });

  const { lenderId, borrowerId } = favor;
  const posted = await postTransfers(manager, [
    {
      kind: "favor_repaid",
      currency: "chips",
      playerId: borrowerId,
      postings: [
        { account: availableAccount(borrowerId), amount: -amount },
        { account: availableAccount(lenderId), amount },
      ],
    },
  ]);
  const isWhole = amount === owed;
  await manager.update(
    FavorEntity,
    { id: favor.id },
    {
      repaid: favor.repaid + amount,
      ...(isWhole && { status: "repaid" as const, endedAt: BigInt(now) }),
    },
  );
  if (isWhole && favor.racesPast > 0) await raiseLoyalty(manager, [lenderId, borrowerId]);
  const after = posted.wallets.find((row) => row.playerId === borrowerId) as WalletRow;
  return accept({ favor: await readFavor(manager, favor.id), wallet: toWallet(after) });
}
