import type { EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { Currency } from "#common/wallet/wallet-schemas.ts";
import { availableAccount, mintAccount } from "./account-names.ts";
import { postTransfers } from "./post-transfers.ts";
import { WalletEntity } from "./wallet-entity.ts";

/**
 * Opens the wallet of a new player with `amount` from the mint (LEDGER-8), 0 for an empty one.
 * In the transaction that inserts the player, so once per phone; a second call throws.
 */
export async function grantJoin(
  manager: EntityManager,
  grant: { playerId: string; currency: Currency; amount: Amount },
): Promise<void> {
  const { playerId, currency, amount } = grant;
  await manager.insert(WalletEntity, { playerId, currency });
  if (amount === 0n) return;
  await postTransfers(manager, [
    {
      kind: "join_grant",
      currency,
      playerId,
      postings: [
        { account: mintAccount(currency), amount: -amount },
        { account: availableAccount(playerId), amount },
      ],
    },
  ]);
}
