import { EntitySchema } from "typeorm";
import { PlayerEntity } from "#server/players/player-entity.ts";
import type { Operation } from "./operations.ts";

/** One intent of one player, for ever (IDEMPOTENCY); only `reply` expires. */
export interface IdempotencyRow {
  playerId: string;
  operation: Operation;
  key: string;
  /** SHA-256 of the operation and its parsed input, 64 hexadecimal digits. */
  fingerprint: string;
  /** A `StoredReply` as JSON; null once it has expired. */
  reply: string | null;
  createdAt: Date;
}

export const IdempotencyEntity = new EntitySchema<IdempotencyRow>({
  name: "IdempotencyKey",
  tableName: "idempotency_keys",
  columns: {
    playerId: {
      name: "player_id",
      type: "uuid",
      primary: true,
      primaryKeyConstraintName: "idempotency_keys_pkey",
    },
    operation: {
      type: "text",
      primary: true,
      primaryKeyConstraintName: "idempotency_keys_pkey",
    },
    key: { type: "text", primary: true, primaryKeyConstraintName: "idempotency_keys_pkey" },
    fingerprint: { type: "text" },
    reply: { type: "text", nullable: true },
    createdAt: { name: "created_at", type: "timestamptz", default: () => "now()" },
  },
  indices: [
    {
      name: "idempotency_keys_expiry_idx",
      columns: ["createdAt"],
      where: "(reply IS NOT NULL)",
    },
  ],
  foreignKeys: [
    {
      name: "idempotency_keys_player_fkey",
      target: PlayerEntity,
      columnNames: ["playerId"],
      referencedColumnNames: ["id"],
    },
  ],
  checks: [{ name: "idempotency_keys_key_bounded", expression: "length(key) between 1 and 255" }],
});
