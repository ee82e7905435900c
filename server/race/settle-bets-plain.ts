import type { EntityManager } from "typeorm";
import {
  type AccountName,
  availableAccount,
  houseAccount,
  liabilityAccount,
} from "#server/ledger/account-names.ts";
import { lockAccounts } from "#server/ledger/lock-accounts.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers, type Transfer } from "#server/ledger/post-transfers.ts";
import { BetEntity } from "./bet-entity.ts";
import { FixedExposureEntity } from "./fixed-exposure-entity.ts";
import type { WalletJson } from "./settle-bets.ts";

/** How one bet ends: its final status and what comes back in all. */
export interface BetEnd {
  id: bigint;
  status: "cancelled" | "won" | "lost" | "refunded";
  payout: bigint;
  fee: bigint;
}

/** Wallets ascending, then the house and the race's liability (LEDGER-5); answers the liability. */
export async function lockRaceMoney(
  manager: EntityManager,
  { raceId, playerIds }: { raceId: number; playerIds: readonly string[] },
): Promise<bigint> {
  const players = [...new Set(playerIds)].sort();
  if (players.length > 0) await lockWallets(manager, players, "chips");
  const liability = liabilityAccount(raceId);
  const balances = await lockAccounts(manager, [houseAccount("chips"), liability], "chips");
  return balances.get(liability) ?? 0n;
}

/** What was held for the race's fixed odds goes back to the house, before anything else is paid. */
export async function freeLiability(
  manager: EntityManager,
  { raceId, liability }: { raceId: number; liability: bigint },
): Promise<Transfer[]> {
  await manager.delete(FixedExposureEntity, { raceId });
  if (liability === 0n) return [];
  return [
    {
      kind: "liability_moved",
      currency: "chips",
      raceId,
      postings: [
        { account: liabilityAccount(raceId), amount: -liability },
        { account: houseAccount("chips"), amount: liability },
      ],
    },
  ];
}

/** Ends bets one by one, posts the transfers, and answers the wallets they moved. */
export async function endBetsPlain(
  manager: EntityManager,
  { ends, transfers }: { ends: readonly BetEnd[]; transfers: readonly Transfer[] },
): Promise<WalletJson[]> {
  for (const { id, ...end } of ends) await manager.update(BetEntity, { id }, end);
  const { wallets } = await postTransfers(manager, transfers);
  return wallets.map(({ playerId, version, balanceTotal, balanceLocked }) => ({
    playerId,
    version,
    balanceTotal: balanceTotal.toString(),
    balanceLocked: balanceLocked.toString(),
  }));
}

/** One thing that goes back to its player. */
export function giveBack(
  account: AccountName,
  back: Required<Pick<Transfer, "playerId" | "raceId">> &
    Pick<Transfer, "kind" | "betId"> & { amount: bigint },
): Transfer {
  const { amount, ...head } = back;
  return {
    ...head,
    currency: "chips",
    postings: [
      { account, amount: -amount },
      { account: availableAccount(back.playerId), amount },
    ],
  };
}
