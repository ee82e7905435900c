import { EntitySchema } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { LiveViewerEntity } from "./live-viewer-entity.ts";
import { PlayerEntity } from "./player-entity.ts";

/** A link between a viewer's handle and a player, open or of the past; at most one open one per viewer. */
export interface IdentityRow {
  id: bigint;
  source: string;
  viewerId: string;
  playerId: string;
  /** As it was when it was linked. */
  handle: string;
  /** Epoch milliseconds. */
  linkedAtMs: bigint;
  linkedBy: "comment" | "host";
  /** Coins that came from the handle with the link. */
  coinsMoved: Amount;
  /** Epoch milliseconds; null while the link is open. */
  unlinkedAtMs: bigint | null;
  /** `other_player`: the handle was linked to another one. */
  unlinkedBy: "comment" | "player" | "other_player" | null;
  /** Of the coins that came with it, those that went back when it was undone. */
  coinsReturned: Amount;
}

export const IdentityEntity = new EntitySchema<IdentityRow>({
  name: "Identity",
  tableName: "identities",
  columns: {
    id: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "identities_pkey",
      generated: true,
    },
    source: { type: "text" },
    viewerId: { name: "viewer_id", type: "text" },
    playerId: { name: "player_id", type: "uuid" },
    handle: { type: "text" },
    linkedAtMs: { ...bigintColumn, name: "linked_at_ms" },
    linkedBy: { name: "linked_by", type: "text" },
    coinsMoved: { ...bigintColumn, name: "coins_moved" },
    unlinkedAtMs: { ...bigintColumn, name: "unlinked_at_ms", nullable: true },
    unlinkedBy: { name: "unlinked_by", type: "text", nullable: true },
    coinsReturned: { ...bigintColumn, name: "coins_returned", default: 0 },
  },
  indices: [
    {
      name: "identities_one_link",
      columns: ["source", "viewerId"],
      unique: true,
      where: "(unlinked_at_ms IS NULL)",
    },
    { name: "identities_player_idx", columns: ["playerId"] },
  ],
  foreignKeys: [
    {
      name: "identities_viewer_fkey",
      target: LiveViewerEntity,
      columnNames: ["source", "viewerId"],
      referencedColumnNames: ["source", "viewerId"],
    },
    {
      name: "identities_player_fkey",
      target: PlayerEntity,
      columnNames: ["playerId"],
      referencedColumnNames: ["id"],
    },
  ],
  checks: [
    { name: "identities_linked_by_known", expression: "linked_by in ('comment', 'host')" },
    {
      name: "identities_unlinked_by_known",
      expression: "unlinked_by in ('comment', 'player', 'other_player')",
    },
    {
      name: "identities_unlinked_whole",
      expression: "(unlinked_at_ms is null) = (unlinked_by is null)",
    },
    {
      name: "identities_coins_return",
      expression: "coins_returned >= 0 and coins_returned <= coins_moved",
    },
  ],
});
