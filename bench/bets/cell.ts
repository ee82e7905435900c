import type { OpenRace } from "./open-race.ts";

/** Each lane of bets has wallets of its own, so that distinct wallets never wait for each other. */
export const LANES = 32;
export const WALLETS_PER_LANE = 4;
export const RUNNERS = 8;
/** Chips of every bet. */
export const STAKE = 10n;

/** One cell of the table. */
export interface Cell {
  inFlight: number;
  wallets: "distinct wallets" | "one hot wallet" | "distinct wallets, 8 races";
}

/** What one cell is measured on. */
export interface CellWindow {
  cell: Cell;
  windowMs: number;
  playerIds: readonly string[];
  /** One, as in a show, or several: then bets in flight at once are mostly on different ones. */
  races: readonly OpenRace[];
}

/** What was done in a window. */
export interface Taken {
  count: number;
  wallMs: number;
  /** Of this process; undefined where another one has done the work. */
  cpuMs?: number;
  latenciesMs: number[];
}

/** Bets until the window is over, and tells how many and how fast. Throws when a bet is not taken. */
export type DriveCell = (window: CellWindow) => Promise<Taken>;

/** The race that a lane bets on. */
export function raceOf({ races }: CellWindow, lane: number): OpenRace {
  return races[lane % races.length] as OpenRace;
}

/** Whose bet it is: the lane's own wallets in turn, or the one all share. */
export function playerOf({ cell, playerIds }: CellWindow, lane: number, turn: number): string {
  const index =
    cell.wallets === "one hot wallet" ? 0 : lane * WALLETS_PER_LANE + (turn % WALLETS_PER_LANE);
  return playerIds[index] as string;
}
