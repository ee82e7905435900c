import { EntitySchema } from "typeorm";
import type { Currency, TransferKind } from "#common/wallet/wallet-schemas.ts";
import { PlayerEntity } from "#server/players/player-entity.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/** One movement: the head of two or more postings that sum to 0 (LEDGER-1). Never changed, never deleted. */
export interface TransferRow {
  id: bigint;
  kind: TransferKind;
  currency: Currency;
  raceId: number | null;
  betId: bigint | null;
  playerId: string | null;
  at: Date;
}

export const TransferEntity = new EntitySchema<TransferRow>({
  name: "Transfer",
  tableName: "transfers",
  columns: {
    id: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "transfers_pkey",
      generated: true,
    },
    kind: { type: "text" },
    currency: { type: "text" },
    raceId: { name: "race_id", type: "integer", nullable: true },
    betId: { ...bigintColumn, name: "bet_id", nullable: true },
    playerId: { name: "player_id", type: "uuid", nullable: true },
    at: { type: "timestamptz", default: () => "now()" },
  },
  uniques: [{ name: "transfers_wall_key", columns: ["id", "currency", "kind"] }],
  indices: [
    { name: "transfers_race_idx", columns: ["raceId"], where: "(race_id IS NOT NULL)" },
    { name: "transfers_bet_idx", columns: ["betId"], where: "(bet_id IS NOT NULL)" },
  ],
  foreignKeys: [
    {
      name: "transfers_player_fkey",
      target: PlayerEntity,
      columnNames: ["playerId"],
      referencedColumnNames: ["id"],
    },
  ],
  checks: [
    { name: "transfers_currency_known", expression: "currency in ('chips', 'coins')" },
    {
      name: "transfers_kind_known",
      expression:
        "kind in ('join_grant', 'daily_floor', 'house_bankroll', 'bet_placed', 'bet_cancelled', 'race_settled', 'race_refunded', 'bet_scratched', 'liability_moved', 'power_held', 'power_captured', 'power_released', 'favor_lent', 'favor_repaid', 'reversal', 'gift_coins', 'watch_coins', 'handle_linked', 'handle_unlinked')",
    },
    {
      name: "transfers_races_take_chips",
      expression:
        "currency = 'chips' or (race_id is null and bet_id is null and kind in ('gift_coins', 'watch_coins', 'handle_linked', 'handle_unlinked', 'reversal'))",
    },
    {
      name: "transfers_handles_move_coins",
      expression:
        "currency = 'coins' or kind not in ('gift_coins', 'watch_coins', 'handle_linked', 'handle_unlinked')",
    },
  ],
});
