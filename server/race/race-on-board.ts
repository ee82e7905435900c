import type { DataSource, EntityManager } from "typeorm";
import type { RaceInput } from "#common/race/race-simulation.ts";
import type { PoolsOnBoard } from "./note-bet.ts";
import type { RaceRow } from "./race-entities.ts";
import type { RaceRun } from "./race-run.ts";
import { readPhones } from "./race-seed.ts";
import { readRaceInputs } from "./read-casts.ts";
import { type OfficialResult, readOfficial } from "./read-official.ts";
import { readPools } from "./read-pools.ts";
import { readAnchor } from "./seed-chain.ts";
import { readForm } from "./store-placings.ts";

/** The race a room is at, with all that its board says of it. */
export interface RaceOnBoard extends PoolsOnBoard {
  row: RaceRow;
  /** Runner id → last placings. */
  form: ReadonlyMap<string, string>;
  /** Hex: s_0 of the chain that the race's seed is from (RACE-6 a); empty in version 1. */
  seedAnchor: string;
  /** Players whose phones have revealed, before the off. */
  revealed: Set<string>;
  /** Powers cast before this process had the race (RACE-7). */
  inputs: RaceInput[];
  official: OfficialResult | undefined;
  /** From the off on. */
  run: RaceRun | undefined;
}

/** Reads what the row of a race does not say. */
export async function readOnBoard(dataSource: DataSource, row: RaceRow): Promise<RaceOnBoard> {
  const { manager } = dataSource;
  return {
    row,
    pools: await readPools(manager, row.id),
    newsMeanwhile: undefined,
    form: await readForm(manager, row),
    seedAnchor: row.seedChainId === null ? "" : await readAnchor(manager, row.seedChainId),
    revealed: await readRevealed(manager, row.id),
    inputs: await readRaceInputs(dataSource, row.id),
    official: row.status === "official" ? await readOfficial(manager, row.id) : undefined,
    run: undefined,
  };
}

/** The players of the tree whose phones have revealed. */
export async function readRevealed(manager: EntityManager, raceId: number): Promise<Set<string>> {
  const phones = await readPhones(manager, raceId);
  return new Set(phones.flatMap(({ playerId, secret }) => (secret === null ? [] : playerId)));
}
