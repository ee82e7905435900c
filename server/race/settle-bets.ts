import type { EntityManager } from "typeorm";
import type { Bet } from "#common/race/bet-schemas.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import { houseAccount } from "#server/ledger/account-names.ts";
import { lockAccounts } from "#server/ledger/lock-accounts.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers, type Transfer } from "#server/ledger/post-transfers.ts";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { BetEntity, type BetRow, toBet } from "./bet-entity.ts";

/** How one bet ends: its final status and what comes back in all. */
export interface BetEnd {
  id: bigint;
  status: "won" | "lost" | "refunded";
  payout: bigint;
}

/** What the end of a race means for one player. */
export interface PlayerChange {
  playerId: string;
  wallet: Wallet;
  bets: Bet[];
}

/** Every bet of a race that still concerns money, in the order they were accepted. */
export function readBets(manager: EntityManager, raceId: number): Promise<BetRow[]> {
  return manager.find(BetEntity, { where: { raceId }, order: { id: "ASC" } });
}

/**
 * Takes the locks that ending these bets needs, in the one order (LEDGER-5): wallets ascending,
 * then the house. Before the first write.
 */
export async function lockBettors(
  manager: EntityManager,
  bets: readonly BetRow[],
): Promise<{ houseBalance: bigint }> {
  const playerIds = [...new Set(bets.map((bet) => bet.playerId))].sort();
  if (playerIds.length > 0) await lockWallets(manager, playerIds, "chips");
  const house = houseAccount("chips");
  const balances = await lockAccounts(manager, [house], "chips");
  return { houseBalance: balances.get(house) ?? 0n };
}

/**
 * Ends bets set-based: writes their final status, posts the transfers, and tells what changed for
 * each player. Bets that are not open any more only take part through `transfers` (fees).
 */
export async function endBets(
  manager: EntityManager,
  {
    bets,
    ends,
    transfers,
  }: {
    bets: readonly BetRow[];
    ends: readonly BetEnd[];
    transfers: readonly Transfer[];
  },
): Promise<PlayerChange[]> {
  const endById = new Map(ends.map((end) => [end.id, end]));
  if (ends.length > 0) {
    const rows = ends.map(({ id, status, payout }) => ({
      id: id.toString(),
      status,
      payout: payout.toString(),
    }));
    const updated: unknown[][] = await manager.query(
      `UPDATE bets SET status = ended.status, payout = ended.payout
       FROM jsonb_to_recordset($1::jsonb) AS ended (id bigint, status text, payout bigint)
       WHERE bets.id = ended.id AND bets.status = 'open' RETURNING bets.id`,
      [JSON.stringify(rows)],
    );
    if (updated[0]?.length !== ends.length) throw new Error("a bet ended twice");
  }
  const { wallets } = await postTransfers(manager, transfers);
  const betsByPlayer = Map.groupBy(bets, (bet) => bet.playerId);
  return wallets.map((wallet) => ({
    playerId: wallet.playerId,
    wallet: toWallet(wallet),
    bets: (betsByPlayer.get(wallet.playerId) ?? []).map((bet) =>
      toBet({ ...bet, ...endById.get(bet.id) }),
    ),
  }));
}
