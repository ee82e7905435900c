import { type EntityManager, In } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { Currency } from "#common/wallet/wallet-schemas.ts";
import { availableAccount, mintAccount } from "./account-names.ts";
import { lockWallets } from "./lock-wallets.ts";
import { postTransfers } from "./post-transfers.ts";
import { TopUpEntity } from "./top-up-entity.ts";
import type { WalletRow } from "./wallet-entity.ts";

/**
 * Brings the wallets of these players that hold less than `floor` (available + locked) up to it
 * from the mint (LEDGER-8), once a day and player, with a row each in `top_ups`. `day` is
 * `YYYY-MM-DD`. Locks the wallets; answers those it changed.
 */
export async function topUpBroke(
  manager: EntityManager,
  options: { playerIds: readonly string[]; currency: Currency; floor: Amount; day: string },
): Promise<WalletRow[]> {
  const { playerIds, currency, floor, day } = options;
  const wallets = await lockWallets(manager, playerIds, currency);
  const had = await manager.find(TopUpEntity, {
    where: { playerId: In([...playerIds]), currency, day },
    select: { playerId: true, currency: true, day: true },
  });
  const isServed = new Set(had.map(({ playerId }) => playerId));
  const topUps = [...wallets.values()]
    .filter(({ playerId, balanceTotal }) => balanceTotal < floor && !isServed.has(playerId))
    .map(({ playerId, balanceTotal }) => ({ playerId, amount: floor - balanceTotal }));
  if (topUps.length === 0) return [];

  const posted = await postTransfers(
    manager,
    topUps.map(({ playerId, amount }) => ({
      kind: "daily_floor",
      currency,
      playerId,
      postings: [
        { account: mintAccount(currency), amount: -amount },
        { account: availableAccount(playerId), amount },
      ],
    })),
  );
  await manager.insert(
    TopUpEntity,
    topUps.map((topUp, i) => ({
      ...topUp,
      currency,
      day,
      transferId: posted.transferIds[i] as bigint,
    })),
  );
  return posted.wallets;
}
