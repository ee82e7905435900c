import { EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";
import { identityColumn } from "#server/storage/identity-column.ts";

/** What a host did by hand that nobody could see from the result: the audit's memory, append-only. */
export interface HostActionRow {
  id: bigint;
  /** Epoch milliseconds of the server's clock. */
  atMs: bigint;
  /** The command: `add_score`, `reset_battle`, `force_link`. */
  action: string;
  /** What it was done to: `battle:7`, `player:<id>`. */
  target: string;
  detail: Record<string, unknown>;
}

export const HostActionEntity = new EntitySchema<HostActionRow>({
  name: "HostAction",
  tableName: "host_actions",
  columns: {
    id: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: "host_actions_pkey",
      ...identityColumn("ALWAYS"),
    },
    atMs: { ...bigintColumn, name: "at_ms" },
    action: { type: "text" },
    target: { type: "text" },
    detail: { type: "jsonb" },
  },
});
