import { EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { PlayerEntity } from "./player-entity.ts";

/** A code that a player has yet to comment from the handle they named; at most one open one per player. */
export interface LinkChallengeRow {
  id: bigint;
  playerId: string;
  source: string;
  /** As the player wrote it, without `@`. */
  handle: string;
  /** The handle as handles are compared (`foldHandle`). */
  handleKey: string;
  code: string;
  /** Epoch milliseconds. */
  createdAtMs: bigint;
  /** Epoch milliseconds; a comment made later does not count. */
  expiresAtMs: bigint;
  /** Other codes that came from this handle meanwhile. */
  wrongTries: number;
  /** Null while it is open; one that ran out stays open until the player's next. */
  endedBy: "use" | "wrong_tries" | "newer_code" | null;
}

export const LinkChallengeEntity = new EntitySchema<LinkChallengeRow>({
  name: "LinkChallenge",
  tableName: "link_challenges",
  columns: {
    id: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "link_challenges_pkey",
      generated: true,
    },
    playerId: { name: "player_id", type: "uuid" },
    source: { type: "text" },
    handle: { type: "text" },
    handleKey: { name: "handle_key", type: "text" },
    code: { type: "text" },
    createdAtMs: { ...bigintColumn, name: "created_at_ms" },
    expiresAtMs: { ...bigintColumn, name: "expires_at_ms" },
    wrongTries: { name: "wrong_tries", type: "integer", default: 0 },
    endedBy: { name: "ended_by", type: "text", nullable: true },
  },
  indices: [
    {
      name: "link_challenges_one_open",
      columns: ["playerId"],
      unique: true,
      where: "(ended_by IS NULL)",
    },
    { name: "link_challenges_player_idx", columns: ["playerId", "createdAtMs"] },
    {
      name: "link_challenges_handle_idx",
      columns: ["source", "handleKey"],
      where: "(ended_by IS NULL)",
    },
  ],
  foreignKeys: [
    {
      name: "link_challenges_player_fkey",
      target: PlayerEntity,
      columnNames: ["playerId"],
      referencedColumnNames: ["id"],
    },
  ],
  checks: [
    {
      name: "link_challenges_ended_by_known",
      expression: "ended_by in ('use', 'wrong_tries', 'newer_code')",
    },
    { name: "link_challenges_tries_counted", expression: "wrong_tries between 0 and 5" },
  ],
});
