import { readConfig } from "#server/config.ts";
import { auditLedger } from "#server/ledger/audit-ledger.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { type BenchDatabase, openBenchDatabase } from "./bench-database.ts";
import type { BenchResult } from "./bench-result.ts";
import { type Bettors, openDeskBettors, openFloorBettors } from "./bets/bettors.ts";
import { makeFloorFunction, openLockedAccounts } from "./bets/floor-function.ts";
import { type OpenRace, openRace } from "./bets/open-race.ts";
import { type CpuWindow, openCpuWindow } from "./cpu-window.ts";
import { percentile } from "./percentile.ts";

const IN_FLIGHT = [1, 8, 32];
const WINDOW_MS = 1_500;
const WARM_UP_MS = 500;
/** Each lane of bets has wallets of its own, so that distinct wallets never wait for each other. */
const LANES = 32;
const WALLETS_PER_LANE = 4;
const RUNNERS = 8;
const CHIPS = 1_000_000n;

/** One cell of the table. */
interface Cell {
  inFlight: number;
  wallets: "distinct wallets" | "one hot wallet";
}

interface Taken extends CpuWindow {
  count: number;
  latenciesMs: number[];
}

/**
 * Bets a second through the real handler (1, 8, 32 in flight; each its own wallet, or all on one)
 * on a durable PostgreSQL, beside the same rows written by one prepared function. The handler has
 * the pool it has in a show; the floor a connection for each bet in flight. Four windows a cell:
 * handler, floor, floor, handler, each on a fresh race. Ends with an audit of the ledger.
 */
export async function run(): Promise<BenchResult> {
  const database = await openBenchDatabase({ poolSize: readConfig({}).DATABASE_POOL_SIZE });
  try {
    return { name: "bets", rows: await measure(database) };
  } finally {
    await database.drop();
  }
}

async function measure({ dataSource, url }: BenchDatabase): Promise<BenchResult["rows"]> {
  await dataSource.query(makeFloorFunction);
  const wallets = Array.from({ length: LANES * WALLETS_PER_LANE }, () => CHIPS);
  const playerIds = await makePlayers(dataSource, wallets);
  await dataSource.query(openLockedAccounts);
  const handler = openDeskBettors(dataSource);
  const floor = await openFloorBettors(url, LANES);
  const take = async (bettors: Bettors, cell: Cell, windowMs: number) =>
    drive({ bettors, cell, windowMs, playerIds, race: await openRace(dataSource) });
  try {
    const warmUp: Cell = { inFlight: 8, wallets: "distinct wallets" };
    await take(handler, warmUp, WARM_UP_MS);
    await take(floor, warmUp, WARM_UP_MS);
    const rows: BenchResult["rows"] = [];
    for (const kind of ["distinct wallets", "one hot wallet"] as const) {
      for (const inFlight of IN_FLIGHT) {
        const cell: Cell = { inFlight, wallets: kind };
        const first = await take(handler, cell, WINDOW_MS);
        const least = await take(floor, cell, WINDOW_MS);
        const leastAgain = await take(floor, cell, WINDOW_MS);
        const second = await take(handler, cell, WINDOW_MS);
        rows.push(...toRows(cell, together(first, second), together(least, leastAgain)));
      }
    }
    const { differences } = await auditLedger(dataSource);
    if (differences.length > 0) throw new Error(`the books differ: ${JSON.stringify(differences)}`);
    return rows;
  } finally {
    await handler.close();
    await floor.close();
  }
}

/** Places bets, `inFlight` of them at a time, each lane the next when its last one is answered. */
async function drive(options: {
  bettors: Bettors;
  cell: Cell;
  windowMs: number;
  playerIds: readonly string[];
  race: OpenRace;
}): Promise<Taken> {
  const { bettors, cell, windowMs, playerIds, race } = options;
  const latenciesMs: number[] = [];
  const closeWindow = openCpuWindow();
  const startedAt = performance.now();
  const lane = async (number: number) => {
    for (let turn = 0; performance.now() - startedAt < windowMs; turn += 1) {
      const wallet =
        cell.wallets === "one hot wallet"
          ? 0
          : number * WALLETS_PER_LANE + (turn % WALLETS_PER_LANE);
      const playerId = playerIds[wallet] as string;
      const runner = 1 + (turn % RUNNERS);
      const askedAt = performance.now();
      await bettors.place(number, { ...race, playerId, runner });
      latenciesMs.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: cell.inFlight }, (_, number) => lane(number)));
  return { ...closeWindow(), count: latenciesMs.length, latenciesMs };
}

function together(one: Taken, other: Taken): Taken {
  return {
    count: one.count + other.count,
    wallMs: one.wallMs + other.wallMs,
    cpuMs: one.cpuMs + other.cpuMs,
    latenciesMs: [...one.latenciesMs, ...other.latenciesMs].sort((a, b) => a - b),
  };
}

function toRows(cell: Cell, handler: Taken, floor: Taken): BenchResult["rows"] {
  const name = `${cell.inFlight} in flight, ${cell.wallets}`;
  const perSecond = ({ count, wallMs }: Taken) => (count / wallMs) * 1000;
  const row = (label: string, unit: string, figure: (taken: Taken) => number) => {
    const value = figure(handler);
    const least = figure(floor);
    return { label: `${name}: ${label}`, value, unit, floor: least, ratio: value / least };
  };
  return [
    row("bets a second", "", perSecond),
    row("p50", "ms", ({ latenciesMs }) => percentile(latenciesMs, 0.5)),
    row("p99", "ms", ({ latenciesMs }) => percentile(latenciesMs, 0.99)),
    row("CPU of one bet in Node", "ms", ({ cpuMs, count }) => cpuMs / count),
  ];
}
