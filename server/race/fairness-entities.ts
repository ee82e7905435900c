import { EntitySchema } from "typeorm";
import { identityColumn } from "#server/storage/identity-column.ts";

/** The running figures of one race: its chain of bets, and how many powers were cast (RACE-6, RACE-7). */
export interface RaceChainRow {
  raceId: number;
  /** Serial of the last bet; 0 = none. */
  betCount: number;
  /** 32 bytes: `nextHead` over all of them. */
  head: Buffer;
  /** Order number of the last cast; 0 = none. */
  castCount: number;
}

export const RaceChainEntity = new EntitySchema<RaceChainRow>({
  name: "RaceChain",
  tableName: "race_chains",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "race_chains_pkey",
    },
    betCount: { name: "bet_count", type: "int", default: 0 },
    head: { type: "bytea" },
    castCount: { name: "cast_count", type: "int", default: 0 },
  },
  foreignKeys: [onRace("race_chains_race")],
});

/** One phone's part in a race's seed (RACE-6 b, c). */
export interface RaceEntropyRow {
  raceId: number;
  playerId: string;
  /** Hex: SHA-256 of the secret. */
  hash: string;
  /** It has answered a call of the phones (RACE-6 c). */
  hasAnswered: boolean;
  /** Place in the entropy tree, from 0; null = not there at the lock. */
  position: number | null;
  /** Hex, 32 bytes; null = not revealed. */
  secret: string | null;
}

export const RaceEntropyEntity = new EntitySchema<RaceEntropyRow>({
  name: "RaceEntropy",
  tableName: "race_entropy",
  columns: {
    raceId: {
      name: "race_id",
      type: "int",
      primary: true,
      primaryKeyConstraintName: "race_entropy_pkey",
    },
    playerId: {
      name: "player_id",
      type: "uuid",
      primary: true,
      primaryKeyConstraintName: "race_entropy_pkey",
    },
    hash: { type: "text" },
    hasAnswered: { name: "has_answered", type: "boolean", default: false },
    position: { type: "int", nullable: true },
    secret: { type: "text", nullable: true },
  },
  foreignKeys: [
    onRace("race_entropy_race"),
    {
      name: "race_entropy_player",
      target: "Player",
      columnNames: ["playerId"],
      referencedColumnNames: ["id"],
    },
  ],
});

/** The seeds of a lobby's races, drawn before the first of them: s_(i−1) = SHA-256(s_i) (RACE-6 a). */
export interface SeedChainRow {
  id: number;
  roomId: string;
  /** Hex: s_0, published when the chain is opened. */
  anchor: string;
  /** Hex: s_N, of which all others follow; served to nobody. */
  lastSeed: string;
  /** N: how many races it lasts for. */
  length: number;
}

export const SeedChainEntity = new EntitySchema<SeedChainRow>({
  name: "SeedChain",
  tableName: "seed_chains",
  columns: {
    id: {
      type: "int",
      primary: true,
      primaryKeyConstraintName: "seed_chains_pkey",
      ...identityColumn("ALWAYS"),
    },
    roomId: { name: "room_id", type: "uuid" },
    anchor: { type: "text" },
    lastSeed: { name: "last_seed", type: "text" },
    length: { type: "int" },
  },
  indices: [{ name: "seed_chains_room_idx", columns: ["roomId"] }],
  foreignKeys: [
    {
      name: "seed_chains_room",
      target: "DurableRoom",
      columnNames: ["roomId"],
      referencedColumnNames: ["id"],
    },
  ],
});

function onRace(name: string) {
  return { name, target: "Race", columnNames: ["raceId"], referencedColumnNames: ["id"] };
}
