import type { EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { Currency } from "#common/wallet/wallet-schemas.ts";
import { AccountEntity } from "./account-entity.ts";
import type { AccountName } from "./account-names.ts";

/**
 * Locks house, liability and handle accounts for this transaction, ascending by name, and answers their
 * balances; an account that does not exist yet is not in the map. Their place is after the wallets
 * (see `lockWallets`).
 */
export async function lockAccounts(
  manager: EntityManager,
  names: readonly AccountName[],
  currency: Currency,
): Promise<Map<AccountName, Amount>> {
  const rows = await manager
    .createQueryBuilder(AccountEntity, "account")
    .where("account.name = any(:names) and account.currency = :currency", { names, currency })
    .orderBy("account.name")
    .setLock("for_no_key_update")
    .getMany();
  return new Map(rows.map((row) => [row.name, keptBalance(row)]));
}

function keptBalance(row: { name: AccountName; balance: Amount | null }): Amount {
  if (row.balance === null) throw new Error(`${row.name} keeps no balance to lock`);
  return row.balance;
}
