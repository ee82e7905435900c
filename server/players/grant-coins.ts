import type { EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import { availableAccount, handleAccount, mintAccount } from "#server/ledger/account-names.ts";
import { type Posting, postTransfers, type Transfer } from "#server/ledger/post-transfers.ts";
import type { Earnings } from "./earn-coins.ts";
import type { IdentityRow } from "./identity-entity.ts";

/**
 * Grants what viewers earned from the mint, into the wallet of the player who holds the handle, else
 * onto the handle. The viewers and the wallets are locked. Answers the players who were paid.
 */
export async function grantCoins(
  manager: EntityManager,
  earners: readonly Earnings[],
  links: ReadonlyMap<string, IdentityRow>,
): Promise<string[]> {
  const transfers = earners.flatMap((earnings) => {
    const playerId = links.get(earnings.viewer.viewerId)?.playerId;
    return [
      ...toTransfer("gift_coins", { ...earnings, amount: earnings.giftCoins, playerId }),
      ...toTransfer("watch_coins", { ...earnings, amount: earnings.watchCoins, playerId }),
    ];
  });
  const { wallets } = await postTransfers(manager, transfers);
  return wallets.map(({ playerId }) => playerId);
}

/** Coins for a wallet pass through the handle that earned them, so that the books say who did. */
function toTransfer(
  kind: "gift_coins" | "watch_coins",
  grant: Pick<Earnings, "viewer"> & { amount: Amount; playerId: string | undefined },
): Transfer[] {
  const { viewer, amount, playerId } = grant;
  if (amount === 0n) return [];
  const handle = handleAccount(viewer);
  const earned: Posting[] = [
    { account: mintAccount("coins"), amount: -amount },
    { account: handle, amount },
  ];
  if (playerId === undefined) return [{ kind, currency: "coins", postings: earned }];
  const paid: Posting[] = [
    { account: handle, amount: -amount },
    { account: availableAccount(playerId), amount },
  ];
  return [{ kind, currency: "coins", playerId, postings: [...earned, ...paid] }];
}
