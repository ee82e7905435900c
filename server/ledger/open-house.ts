import type { EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { Currency } from "#common/wallet/wallet-schemas.ts";
import { AccountEntity } from "./account-entity.ts";
import { houseAccount, mintAccount } from "./account-names.ts";
import { postTransfers } from "./post-transfers.ts";

/**
 * Opens the house account with its bankroll from the mint (LEDGER-2), at the first start on a
 * database; a later call, or one of another process at the same moment, changes nothing.
 */
export async function openHouse(
  manager: EntityManager,
  { currency, bankroll }: { currency: Currency; bankroll: Amount },
): Promise<void> {
  const house = houseAccount(currency);
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(AccountEntity)
    .values({ name: house, currency, kind: "house", balance: 0n })
    .orIgnore()
    .returning("name")
    .execute();
  const isNew = (raw as unknown[]).length > 0;
  if (!isNew || bankroll === 0n) return;
  await postTransfers(manager, [
    {
      kind: "house_bankroll",
      currency,
      postings: [
        { account: mintAccount(currency), amount: -bankroll },
        { account: house, amount: bankroll },
      ],
    },
  ]);
}
