import type { EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import { availableAccount, handleAccount, mintAccount } from "#server/ledger/account-names.ts";
import { type Posting, postTransfers, type Transfer } from "#server/ledger/post-transfers.ts";
import type { Earnings } from "./earn-coins.ts";
import type { IdentityRow } from "./identity-entity.ts";

/**
 * Grants what viewers earned from the mint, into the wallet of the player who holds the handle, else
 * onto the handle: one transfer for the gifts of a batch and one for its watch time. The viewers and
 * the wallets are locked. Answers the players who were paid.
 */
export async function grantCoins(
  manager: EntityManager,
  earners: readonly Earnings[],
  links: ReadonlyMap<string, IdentityRow>,
): Promise<string[]> {
  const grantsOf = (coinsOf: (earnings: Earnings) => Amount) =>
    earners.map((earnings) => ({
      handle: handleAccount(earnings.viewer),
      playerId: links.get(earnings.viewer.viewerId)?.playerId,
      amount: coinsOf(earnings),
    }));
  const { wallets } = await postTransfers(manager, [
    ...toTransfer(
      "gift_coins",
      grantsOf(({ giftCoins }) => giftCoins),
    ),
    ...toTransfer(
      "watch_coins",
      grantsOf(({ watchCoins }) => watchCoins),
    ),
  ]);
  return wallets.map(({ playerId }) => playerId);
}

interface Grant {
  handle: ReturnType<typeof handleAccount>;
  playerId: string | undefined;
  amount: Amount;
}

/** Coins for a wallet pass through the handle that earned them, so that the books say who did. */
function toTransfer(kind: "gift_coins" | "watch_coins", all: readonly Grant[]): Transfer[] {
  const grants = all.filter(({ amount }) => amount > 0n);
  if (grants.length === 0) return [];
  const sum = grants.reduce((total, { amount }) => total + amount, 0n);
  const postings = grants.flatMap(({ handle, playerId, amount }): Posting[] => {
    const earned = { account: handle, amount };
    if (playerId === undefined) return [earned];
    return [
      earned,
      { account: handle, amount: -amount },
      { account: availableAccount(playerId), amount },
    ];
  });
  const minted = { account: mintAccount("coins"), amount: -sum };
  return [{ kind, currency: "coins", postings: [minted, ...postings] }];
}
