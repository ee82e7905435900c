import { EntitySchema } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { TransferEntity } from "./transfer-entity.ts";
import { WalletEntity } from "./wallet-entity.ts";

/** A daily top-up of a broke player (LEDGER-8): the log, and the guard of "once a day". */
export interface TopUpRow {
  playerId: string;
  currency: string;
  /** `YYYY-MM-DD` on the server's clock. */
  day: string;
  amount: Amount;
  transferId: bigint;
}

export const TopUpEntity = new EntitySchema<TopUpRow>({
  name: "TopUp",
  tableName: "top_ups",
  columns: {
    playerId: {
      name: "player_id",
      type: "uuid",
      primary: true,
      primaryKeyConstraintName: "top_ups_pkey",
    },
    currency: { type: "text", primary: true, primaryKeyConstraintName: "top_ups_pkey" },
    day: { type: "date", primary: true, primaryKeyConstraintName: "top_ups_pkey" },
    amount: bigintColumn,
    transferId: { ...bigintColumn, name: "transfer_id" },
  },
  foreignKeys: [
    {
      name: "top_ups_wallet_fkey",
      target: WalletEntity,
      columnNames: ["playerId", "currency"],
      referencedColumnNames: ["playerId", "currency"],
    },
    {
      name: "top_ups_transfer_fkey",
      target: TransferEntity,
      columnNames: ["transferId"],
      referencedColumnNames: ["id"],
    },
  ],
  checks: [{ name: "top_ups_amount_positive", expression: "amount > 0" }],
});
