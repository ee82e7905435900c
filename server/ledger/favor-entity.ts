import { EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/** A favor: chips that one player lends another (LEDGER-9). Owed: amount + fee − repaid. */
export interface FavorRow {
  id: bigint;
  /** The lobby it was offered in. */
  roomId: string;
  lenderId: string;
  borrowerId: string;
  amount: bigint;
  fee: bigint;
  repaid: bigint;
  /** Official races of its lobby until it is due; counts down to 0, void races do not count. */
  racesLeft: number;
  /** Official races of its lobby that began and ended while it was owed. */
  racesPast: number;
  status: "offered" | "open" | "repaid" | "declined" | "withdrawn";
  /** Set when it fell due unpaid; it stays open and is collected from wins all the same. */
  defaultedAt: bigint | null;
  /** Epoch milliseconds of the server's clock. */
  offeredAt: bigint;
  acceptedAt: bigint | null;
  endedAt: bigint | null;
}

export const FavorEntity = new EntitySchema<FavorRow>({
  name: "Favor",
  tableName: "favors",
  columns: {
    id: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "favors_pkey",
      generated: true,
    },
    roomId: { name: "room_id", type: "uuid" },
    lenderId: { name: "lender_id", type: "uuid" },
    borrowerId: { name: "borrower_id", type: "uuid" },
    amount: bigintColumn,
    fee: bigintColumn,
    repaid: { ...bigintColumn, default: 0 },
    racesLeft: { name: "races_left", type: "int" },
    racesPast: { name: "races_past", type: "int", default: 0 },
    status: { type: "text" },
    defaultedAt: { name: "defaulted_at", ...bigintColumn, nullable: true },
    offeredAt: { name: "offered_at", ...bigintColumn },
    acceptedAt: { name: "accepted_at", ...bigintColumn, nullable: true },
    endedAt: { name: "ended_at", ...bigintColumn, nullable: true },
  },
  indices: [
    { name: "favors_lender_idx", columns: ["lenderId"] },
    { name: "favors_borrower_idx", columns: ["borrowerId"] },
    { name: "favors_open_idx", columns: ["roomId"], where: "status = 'open'" },
  ],
  checks: [
    { name: "favors_amounts", expression: "amount > 0 AND fee >= 0 AND fee * 5 < amount + 5" },
    { name: "favors_repaid", expression: "repaid >= 0 AND repaid <= amount + fee" },
    {
      name: "favors_status",
      expression: "status IN ('offered', 'open', 'repaid', 'declined', 'withdrawn')",
    },
    { name: "favors_other_player", expression: "lender_id <> borrower_id" },
  ],
  foreignKeys: [
    {
      name: "favors_room",
      target: "DurableRoom",
      columnNames: ["roomId"],
      referencedColumnNames: ["id"],
    },
    {
      name: "favors_lender",
      target: "Player",
      columnNames: ["lenderId"],
      referencedColumnNames: ["id"],
    },
    {
      name: "favors_borrower",
      target: "Player",
      columnNames: ["borrowerId"],
      referencedColumnNames: ["id"],
    },
  ],
});
