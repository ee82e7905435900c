import type { DataSource } from "typeorm";
import type { RaceInput } from "#common/race/race-simulation.ts";
import type { PoolsOnBoard } from "./note-bet.ts";
import type { RaceRow } from "./race-entities.ts";
import type { RaceRun } from "./race-run.ts";
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
  /** Players whose phones have revealed in this process, before the off. */
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
    revealed: new Set(),
    inputs: await readRaceInputs(dataSource, row.id),
    official: row.status === "official" ? await readOfficial(manager, row.id) : undefined,
    run: undefined,
  };
}
