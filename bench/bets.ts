import type { DataSource } from "typeorm";
import { readConfig } from "#server/config.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { auditBooks } from "./audit-books.ts";
import { type BenchDatabase, openBenchDatabase } from "./bench-database.ts";
import type { BenchResult } from "./bench-result.ts";
import {
  type Bettors,
  openDeskBettors,
  openPlainBettors,
  openPreparedBettors,
} from "./bets/bettors.ts";
import { type Cell, type DriveCell, LANES, type Taken, WALLETS_PER_LANE } from "./bets/cell.ts";
import { driveBettors } from "./bets/drive-bettors.ts";
import { type OpenRace, openRace } from "./bets/open-race.ts";
import { drivePgbench, findPgbench } from "./bets/pgbench-floor.ts";
import { percentile } from "./percentile.ts";

const CELLS: readonly Cell[] = [
  ...[1, 8, 32].map((inFlight): Cell => ({ inFlight, wallets: "distinct wallets" })),
  ...[1, 8, 32].map((inFlight): Cell => ({ inFlight, wallets: "one hot wallet" })),
  { inFlight: 32, wallets: "distinct wallets, 8 races" },
];
const WINDOW_MS = 2_000;
const WARM_UP_MS = 1_000;
const CHIPS = 1_000_000n;

/** Ways to place the same bets. */
interface Drivers {
  handler: DriveCell;
  plain: DriveCell;
  floor: DriveCell;
  close(): Promise<void>;
}

/**
 * Bets a second through the real handler (1, 8, 32 in flight; each its own wallet, or all on one) on
 * a durable PostgreSQL, beside its own function called once for each bet by `pgbench`, or by a
 * prepared statement where there is none. The bets of a window are on one race, as in a show: each
 * waits for the head of the chain before it; a last cell has them on 8. The handler has the pool it has in a show; the floor a
 * connection for each bet in flight. Four windows a cell: handler, floor, floor, handler, each on a
 * fresh race. Ends with an audit of the ledger.
 */
export async function run(): Promise<BenchResult> {
  const database = await openBenchDatabase({ poolSize: readConfig({}).DATABASE_POOL_SIZE });
  try {
    return { name: "bets", rows: await measure(database) };
  } finally {
    await database.drop();
  }
}

async function measure(database: BenchDatabase): Promise<BenchResult["rows"]> {
  const { dataSource } = database;
  const wallets = Array.from({ length: LANES * WALLETS_PER_LANE }, () => CHIPS);
  const playerIds = await makePlayers(dataSource, wallets);
  const drivers = await openDrivers(database);
  const take = async (drive: DriveCell, cell: Cell, windowMs = WINDOW_MS) =>
    drive({ cell, windowMs, playerIds, races: await openRaces(dataSource, cell) });
  try {
    const warmUp: Cell = { inFlight: 8, wallets: "distinct wallets" };
    for (const drive of [drivers.handler, drivers.plain, drivers.floor]) {
      await take(drive, warmUp, WARM_UP_MS);
    }
    const rows: BenchResult["rows"] = [];
    for (const cell of CELLS) {
      const first = await take(drivers.handler, cell);
      const floor = await take(drivers.floor, cell);
      const floorAgain = await take(drivers.floor, cell);
      const second = await take(drivers.handler, cell);
      const plain = await take(drivers.plain, cell, WARM_UP_MS);
      const least = together(floor, floorAgain);
      rows.push(...toRows(cell, together(first, second), least), plainRow(cell, plain, least));
    }
    await auditBooks(database.url);
    return rows;
  } finally {
    await drivers.close();
  }
}

async function openRaces(dataSource: DataSource, { wallets }: Cell): Promise<OpenRace[]> {
  const races: OpenRace[] = [];
  const count = wallets === "distinct wallets, 8 races" ? 8 : 1;
  while (races.length < count) races.push(await openRace(dataSource));
  return races;
}

async function openDrivers({ dataSource, url }: BenchDatabase): Promise<Drivers> {
  const handler = openDeskBettors(dataSource);
  const plain = openPlainBettors(dataSource);
  const program = await findPgbench();
  const prepared = program === undefined ? await openPreparedBettors(url, LANES) : undefined;
  const by =
    (bettors: Bettors): DriveCell =>
    (window) =>
      driveBettors(bettors, window);
  return {
    handler: by(handler),
    plain: by(plain),
    floor: prepared
      ? by(prepared)
      : (window) => drivePgbench({ program: program ?? "", url }, window),
    async close() {
      await handler.close();
      await prepared?.close();
    },
  };
}

function together(one: Taken, other: Taken): Taken {
  return {
    count: one.count + other.count,
    wallMs: one.wallMs + other.wallMs,
    cpuMs: (one.cpuMs ?? 0) + (other.cpuMs ?? 0),
    latenciesMs: [...one.latenciesMs, ...other.latenciesMs].sort((a, b) => a - b),
  };
}

function perSecond({ count, wallMs }: Taken): number {
  return (count / wallMs) * 1000;
}

function toRows(cell: Cell, handler: Taken, floor: Taken): BenchResult["rows"] {
  const name = `${cell.inFlight} in flight, ${cell.wallets}`;
  const median = percentile(floor.latenciesMs, 0.5);
  const row = (label: string, unit: string, value: number, least: number) => ({
    label: `${name}: ${label}`,
    value,
    unit,
    floor: least,
    ratio: value / least,
  });
  return [
    row("bets a second", "", perSecond(handler), perSecond(floor)),
    row("p50", "ms", percentile(handler.latenciesMs, 0.5), median),
    row("p99, beside the floor's p50", "ms", percentile(handler.latenciesMs, 0.99), median),
    {
      label: `${name}: CPU of one bet in Node`,
      value: (handler.cpuMs ?? 0) / handler.count,
      unit: "ms",
    },
  ];
}

function plainRow(cell: Cell, plain: Taken, floor: Taken): BenchResult["rows"][number] {
  return {
    label: `${cell.inFlight} in flight, ${cell.wallets}: bets a second on the plain path`,
    value: perSecond(plain),
    unit: "",
    floor: perSecond(floor),
    ratio: perSecond(plain) / perSecond(floor),
  };
}
