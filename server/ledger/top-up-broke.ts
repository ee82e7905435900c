import { type EntityManager, In } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { Currency } from "#common/wallet/wallet-schemas.ts";
import { availableAccount, mintAccount } from "./account-names.ts";
import { lockWallets } from "./lock-wallets.ts";
import { postTransfers } from "./post-transfers.ts";
import { TopUpEntity } from "./top-up-entity.ts";
import type { WalletRow } from "./wallet-entity.ts";

/**
 * Brings these players up to `floor` from the mint where what they hold (available + locked) and
 * what others owe them is less (LEDGER-8), once a day and player, with a row each in `top_ups`.
 * `day` is `YYYY-MM-DD`. Locks the wallets; answers those it changed.
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
  const owed = await readOwed(manager, { playerIds, currency });
  const topUps = [...wallets.values()]
    .filter(({ playerId }) => !isServed.has(playerId))
    .map(({ playerId, balanceTotal }) => ({
      playerId,
      amount: floor - balanceTotal - (owed.get(playerId) ?? 0n),
    }))
    .filter(({ amount }) => amount > 0n);
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

/**
 * What others owe each of these players and may still repay in time: nothing in default, nothing of
 * a closed lobby. Every repayment holds the lender's wallet.
 */
async function readOwed(
  manager: EntityManager,
  { playerIds, currency }: { playerIds: readonly string[]; currency: Currency },
): Promise<Map<string, Amount>> {
  // Favors are of chips alone.
  if (currency !== "chips") return new Map();
  const rows: { lender_id: string; owed: string }[] = await manager.query(
    `select lender_id, sum(amount + fee - repaid)::bigint as owed
    from favors join durable_rooms room on room.id = room_id
    where lender_id = any($1) and status = 'open' and defaulted_at is null and closed_at is null
    group by lender_id`,
    [playerIds],
  );
  return new Map(rows.map(({ lender_id, owed }) => [lender_id, BigInt(owed)]));
}
