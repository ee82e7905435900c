import type { DataSource, EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { availableAccount, lockedAccount } from "#server/ledger/account-names.ts";
import { scopeOf } from "#server/ledger/idempotency.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import type { IdempotentRun } from "#server/ledger/run-idempotently.ts";
import type { WalletRow } from "#server/ledger/wallet-entity.ts";

export interface Staked {
  transferId: string;
  version: number;
}

/** The smallest operation that moves money, a bet without a race: to be run by `runIdempotently`. */
export function stakeChips(
  dataSource: DataSource,
  { playerId, key, stake }: { playerId: string; key: string; stake: bigint },
): IdempotentRun<Staked, WalletRow> {
  return {
    dataSource,
    scope: scopeOf({ playerId, operation: "placeBet", key, input: { stake } }),
    gate: (manager) => lockWallet(manager, playerId),
    execute: (manager, wallet) => stakeNow(manager, wallet, stake),
    encode: (staked) => JSON.stringify(staked),
  };
}

export async function lockWallet(manager: EntityManager, playerId: string): Promise<WalletRow> {
  const wallets = await lockWallets(manager, [playerId], "chips");
  return wallets.get(playerId) as WalletRow;
}

export async function stakeNow(
  manager: EntityManager,
  { playerId, balanceTotal, balanceLocked }: WalletRow,
  stake: bigint,
): Promise<Outcome<Staked, "insufficient_funds">> {
  if (balanceTotal - balanceLocked < stake) return refuse("insufficient_funds");
  const { transferIds, wallets } = await postTransfers(manager, [
    {
      kind: "bet_placed",
      currency: "chips",
      playerId,
      postings: [
        { account: availableAccount(playerId), amount: -stake },
        { account: lockedAccount(playerId), amount: stake },
      ],
    },
  ]);
  return accept({ transferId: String(transferIds[0]), version: wallets[0]?.version ?? 0 });
}
