import type { EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import { availableAccount, handleAccount } from "#server/ledger/account-names.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { WalletEntity } from "#server/ledger/wallet-entity.ts";
import { IdentityEntity, type IdentityRow } from "./identity-entity.ts";

interface Unlinking {
  /** An open link. */
  link: IdentityRow;
  /** Epoch milliseconds. */
  at: number;
  by: "comment" | "player";
  /** Whether the coins that came with the link go back, as far as they are still available. */
  isUndone: boolean;
}

/**
 * Ends a link. The caller has locked the viewer and, where it is undone, the player's wallet in
 * coins. Answers the coins that went back to the handle.
 */
export async function unlinkViewer(
  manager: EntityManager,
  { link, at, by, isUndone }: Unlinking,
): Promise<Amount> {
  const coins = isUndone ? await moveToHandle(manager, link) : 0n;
  const ended = { unlinkedAtMs: BigInt(at), unlinkedBy: by, coinsReturned: coins };
  await manager.update(IdentityEntity, { id: link.id }, ended);
  return coins;
}

async function moveToHandle(manager: EntityManager, link: IdentityRow): Promise<Amount> {
  const { playerId, coinsMoved } = link;
  const wallet = await manager.findOneByOrFail(WalletEntity, { playerId, currency: "coins" });
  const available = wallet.balanceTotal - wallet.balanceLocked;
  const coins = coinsMoved < available ? coinsMoved : available;
  if (coins === 0n) return 0n;
  await postTransfers(manager, [
    {
      kind: "handle_unlinked",
      currency: "coins",
      playerId,
      postings: [
        { account: availableAccount(playerId), amount: -coins },
        { account: handleAccount(link), amount: coins },
      ],
    },
  ]);
  return coins;
}
