import { EntitySchema } from "typeorm";

/** One player: one phone's join key. Of secrets only SHA-256 hashes (64 hexadecimal digits) are kept. */
export interface PlayerRow {
  id: string;
  /** Normalised, 2 to 20 visible characters. */
  name: string;
  joinKeyHash: string;
  resumeSecretHash: string;
  /** Code of the lobby the player joined last. */
  lobbyCode: string;
  createdAt: Date;
  /** 0 to 200: lowered by a default on a favor, raised by repaying one (LEDGER-9). Shown, never sold. */
  loyalty: number;
}

export const PlayerEntity = new EntitySchema<PlayerRow>({
  name: "Player",
  tableName: "players",
  columns: {
    id: {
      type: "uuid",
      primary: true,
      generated: "uuid",
      primaryKeyConstraintName: "players_pkey",
    },
    name: { type: "text" },
    joinKeyHash: { name: "join_key_hash", type: "text" },
    resumeSecretHash: { name: "resume_secret_hash", type: "text" },
    lobbyCode: { name: "lobby_code", type: "text" },
    createdAt: { name: "created_at", type: "timestamptz", default: () => "now()" },
    loyalty: { type: "int", default: 100 },
  },
  uniques: [
    { name: "players_join_key_hash_key", columns: ["joinKeyHash"] },
    { name: "players_resume_secret_hash_key", columns: ["resumeSecretHash"] },
  ],
  checks: [{ name: "players_loyalty", expression: "loyalty BETWEEN 0 AND 200" }],
});
