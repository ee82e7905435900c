import { EntitySchema } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { Currency } from "#common/wallet/wallet-schemas.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import type { AccountKind, AccountName } from "./account-names.ts";
import { WalletEntity } from "./wallet-entity.ts";

/** A holder of a balance (LEDGER-2). */
export interface AccountRow {
  name: AccountName;
  currency: Currency;
  kind: AccountKind;
  /** Set on `available` and `locked`, whose balances are the player's wallet. */
  playerId: string | null;
  /** Kept on `house`, `liability` and `handle`, never negative; elsewhere null, the postings say it. */
  balance: Amount | null;
}

export const AccountEntity = new EntitySchema<AccountRow>({
  name: "Account",
  tableName: "accounts",
  columns: {
    name: { type: "text", primary: true, primaryKeyConstraintName: "accounts_pkey" },
    currency: { type: "text", primary: true, primaryKeyConstraintName: "accounts_pkey" },
    kind: { type: "text" },
    playerId: { name: "player_id", type: "uuid", nullable: true },
    balance: { ...bigintColumn, nullable: true },
  },
  foreignKeys: [
    {
      name: "accounts_wallet_fkey",
      target: WalletEntity,
      columnNames: ["playerId", "currency"],
      referencedColumnNames: ["playerId", "currency"],
    },
  ],
  checks: [
    { name: "accounts_currency_known", expression: "currency in ('chips', 'coins')" },
    {
      name: "accounts_kind_known",
      expression: "kind in ('available', 'locked', 'pool', 'liability', 'house', 'mint', 'handle')",
    },
    { name: "accounts_name_says_kind", expression: "name like kind || ':_%'" },
    {
      name: "accounts_name_says_player",
      expression:
        "case when kind in ('available', 'locked') then player_id is not null and name = kind || ':' || player_id::text else player_id is null end",
    },
    {
      name: "accounts_name_says_currency",
      expression: "kind not in ('house', 'mint') or name = kind || ':' || currency",
    },
    {
      name: "accounts_races_take_chips",
      expression: "kind not in ('pool', 'liability') or currency = 'chips'",
    },
    {
      name: "accounts_handles_take_coins",
      expression: "kind <> 'handle' or currency = 'coins'",
    },
    {
      name: "accounts_handles_are_real",
      expression: "kind <> 'handle' or name like 'handle:tiktok:_%'",
    },
    {
      name: "accounts_balance_kept",
      expression:
        "case when kind in ('house', 'liability', 'handle') then balance is not null and balance >= 0 else balance is null end",
    },
  ],
});
