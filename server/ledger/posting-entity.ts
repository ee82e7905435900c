import { EntitySchema } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { Currency, TransferKind } from "#common/wallet/wallet-schemas.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { AccountEntity } from "./account-entity.ts";
import type { AccountName } from "./account-names.ts";
import { TransferEntity } from "./transfer-entity.ts";

/**
 * One account's side of a transfer. `currency` and `kind` repeat the transfer's, held equal by
 * composite foreign keys: that is the wall between currencies, and lets a CHECK see what leaves
 * the mint (LEDGER-2).
 */
export interface PostingRow {
  id: bigint;
  transferId: bigint;
  currency: Currency;
  kind: TransferKind;
  account: AccountName;
  /** Positive into the account, negative out of it, never 0. */
  amount: Amount;
}

export const PostingEntity = new EntitySchema<PostingRow>({
  name: "Posting",
  tableName: "postings",
  columns: {
    id: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "postings_pkey",
      generated: true,
    },
    transferId: { ...bigintColumn, name: "transfer_id" },
    currency: { type: "text" },
    kind: { type: "text" },
    account: { type: "text" },
    amount: bigintColumn,
  },
  indices: [
    { name: "postings_transfer_idx", columns: ["transferId"] },
    { name: "postings_account_idx", columns: ["account", "currency", "transferId"] },
  ],
  foreignKeys: [
    {
      name: "postings_transfer_fkey",
      target: TransferEntity,
      columnNames: ["transferId", "currency", "kind"],
      referencedColumnNames: ["id", "currency", "kind"],
    },
    {
      name: "postings_account_fkey",
      target: AccountEntity,
      columnNames: ["account", "currency"],
      referencedColumnNames: ["name", "currency"],
    },
  ],
  checks: [
    { name: "postings_amount_moves", expression: "amount <> 0" },
    {
      name: "postings_mint_grants_only",
      expression:
        "not (account like 'mint:%' and amount < 0) or (currency = 'chips' and kind in ('join_grant', 'daily_floor', 'house_bankroll', 'reversal')) or (currency = 'coins' and kind in ('gift_coins', 'watch_coins', 'reversal'))",
    },
  ],
});
