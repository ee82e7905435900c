import type { DataSource } from "typeorm";
import { availableAccount } from "#server/ledger/account-names.ts";
import { FavorEntity } from "#server/ledger/favor-entity.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { transaction } from "#server/storage/transaction.ts";

const AMOUNT = 30n;
const FEE = 3n;

/** Puts debts of 33 chips into a lobby's books, lender → borrower, as if they had been accepted. */
export async function lendChips(
  dataSource: DataSource,
  { roomId, pairs }: { roomId: string; pairs: readonly (readonly [string, string])[] },
): Promise<{ id: string; borrowerId: string }[]> {
  return transaction(dataSource, async (manager) => {
    await lockWallets(manager, [...new Set(pairs.flat())], "chips");
    const debts: { id: string; borrowerId: string }[] = [];
    for (const [lenderId, borrowerId] of pairs) {
      const { id } = await manager.save(FavorEntity, {
        roomId,
        ...{ lenderId, borrowerId, amount: AMOUNT, fee: FEE },
        racesLeft: 1,
        status: "open",
        offeredAt: 1n,
        acceptedAt: 1n,
      });
      await postTransfers(manager, [
        {
          kind: "favor_lent",
          currency: "chips",
          playerId: borrowerId,
          postings: [
            { account: availableAccount(lenderId), amount: -AMOUNT },
            { account: availableAccount(borrowerId), amount: AMOUNT },
          ],
        },
      ]);
      debts.push({ id: id.toString(), borrowerId });
    }
    return debts;
  });
}
