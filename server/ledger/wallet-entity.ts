import { EntitySchema } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import type { Currency } from "#common/wallet/wallet-schemas.ts";
import { PlayerEntity } from "#server/players/player-entity.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/** A player's balance in one currency (LEDGER-3): available = total − locked. Written by `postTransfers` alone. */
export interface WalletRow {
  playerId: string;
  currency: Currency;
  balanceTotal: Amount;
  balanceLocked: Amount;
  /** +1 for every transaction that moved it. */
  version: number;
}

export const WalletEntity = new EntitySchema<WalletRow>({
  name: "Wallet",
  tableName: "wallets",
  columns: {
    playerId: {
      name: "player_id",
      type: "uuid",
      primary: true,
      primaryKeyConstraintName: "wallets_pkey",
    },
    currency: { type: "text", primary: true, primaryKeyConstraintName: "wallets_pkey" },
    balanceTotal: { ...bigintColumn, name: "balance_total", default: 0 },
    balanceLocked: { ...bigintColumn, name: "balance_locked", default: 0 },
    version: { type: "integer", default: 0 },
  },
  foreignKeys: [
    {
      name: "wallets_player_fkey",
      target: PlayerEntity,
      columnNames: ["playerId"],
      referencedColumnNames: ["id"],
    },
  ],
  checks: [
    { name: "wallets_currency_known", expression: "currency in ('chips', 'coins')" },
    {
      name: "wallets_locked_within_total",
      expression: "balance_locked >= 0 and balance_locked <= balance_total",
    },
  ],
});
