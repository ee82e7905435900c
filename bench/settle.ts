import type { DataSource } from "typeorm";
import { type MarketName, marketNames } from "#common/tote/market.ts";
import { readConfig } from "#server/config.ts";
import { type BetDesk, openBetDesk } from "#server/race/bet-desk.ts";
import { RaceEntity, RaceResultEntity } from "#server/race/race-entities.ts";
import { enterRaceGate } from "#server/race/race-gate.ts";
import { payRace } from "#server/race/settle-pay.ts";
import type { OwnedRace } from "#server/race/write-race.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { auditBooks } from "./audit-books.ts";
import { type BenchDatabase, openBenchDatabase } from "./bench-database.ts";
import type { BenchResult } from "./bench-result.ts";
import { openRace } from "./bets/open-race.ts";
import { percentile } from "./percentile.ts";
import { closeRace, fillBook, finishRace, payOut, placeBenchBet } from "./settle/book-race.ts";
import { type FloorBet, settleOneByOne } from "./settle/floor-settler.ts";
import { settlePlainly } from "./settle/plain-settler.ts";

const PLAYERS = 2_000;
const BETS = 10_000;
const IN_FLIGHT = 64;
const CHIPS = 1_000_000n;
const ROUNDS = 3;
/** Bets that end on the plain path; the rest of that race one function call each. */
const PLAIN_BETS = 1_000;
const CLOSINGS = 7;
/** How long bets pour in before a race under load is closed. */
const LOAD_MS = 700;

type Rows = BenchResult["rows"];

/**
 * A race of 10,000 bets of 2,000 players, in one pool or over all six, made official in one
 * transaction, beside the same bets paid with the same postings in a transaction each: by TypeORM, and
 * by one function call. Then the close and the settlement of one race while bets pour in on it and on
 * another. On a durable PostgreSQL; ends with an audit of the ledger.
 */
export async function run(): Promise<BenchResult> {
  const database = await openBenchDatabase({ poolSize: readConfig({}).DATABASE_POOL_SIZE });
  try {
    return { name: "settle", rows: await measure(database) };
  } finally {
    await database.drop();
  }
}

async function measure({ dataSource, url }: BenchDatabase): Promise<Rows> {
  const playerIds = await makePlayers(
    dataSource,
    Array.from({ length: PLAYERS }, () => CHIPS),
  );
  const desk = openBetDesk(dataSource);
  const rows: Rows = [
    ...(await measureBook({ dataSource, url, desk, playerIds, offered: ["win"] })),
    ...(await measureBook({ dataSource, url, desk, playerIds, offered: marketNames })),
    ...(await measureClosing(dataSource, { desk, playerIds })),
  ];
  await auditBooks(url);
  return rows;
}

interface Book {
  dataSource: DataSource;
  url: string;
  desk: BetDesk;
  playerIds: readonly string[];
  offered: readonly MarketName[];
}

/** The median of some races, each settled on a book that nothing has touched, and the floors on one. */
async function measureBook(book: Book): Promise<Rows> {
  const { dataSource, url, offered } = book;
  const wholeMs: number[] = [];
  const moneyMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const race = await finishedRace(book);
    wholeMs.push(await timeOf(() => payOut(dataSource, race)));
    const again = await finishedRace(book);
    moneyMs.push((await tryMoney(dataSource, again)).ms);
    await payOut(dataSource, again);
  }
  const { raceId, ...last } = await finishedRace(book);
  const { bets } = await tryMoney(dataSource, { raceId, ...last });
  const plainMs = await settlePlainly(dataSource, bets.slice(0, PLAIN_BETS));
  const rest = bets.slice(PLAIN_BETS);
  const plain = perSecond(PLAIN_BETS, plainMs);
  const call = perSecond(
    rest.length,
    await settleOneByOne(dataSource, { url, raceId, bets: rest }),
  );
  const whole = perSecond(BETS, median(wholeMs));
  const money = perSecond(BETS, median(moneyMs));
  const row = (label: string, value: number, floor: number) => ({
    label: `${offered.length} ${offered.length === 1 ? "pool" : "pools"}: ${label}`,
    value,
    unit: "",
    floor,
    ratio: value / floor,
  });
  return [
    row("bets official and recorded a second, beside a transaction a bet", whole, plain),
    row("bets official and recorded a second, beside a call a bet", whole, call),
    row("bets paid a second, beside a call a bet", money, call),
  ];
}

async function finishedRace({ dataSource, ...book }: Book): Promise<OwnedRace> {
  const race = await openRace(dataSource);
  await fillBook(book.desk, { ...book, race, count: BETS, inFlight: IN_FLIGHT });
  const owned = { raceId: race.raceId, roomId: race.roomKey, epoch: 1 };
  await closeRace(dataSource, owned);
  await finishRace(dataSource, owned);
  return owned;
}

/** The money of a settlement by itself and how each bet ended, taken back so that it can be done again. */
async function tryMoney(
  dataSource: DataSource,
  { raceId }: OwnedRace,
): Promise<{ ms: number; bets: FloorBet[] }> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    const { manager } = runner;
    await enterRaceGate(manager, raceId, "exclusive");
    const row = await manager.findOneByOrFail(RaceEntity, { id: raceId });
    const result = await manager.findOneByOrFail(RaceResultEntity, { raceId });
    const ms = await timeOf(() => payRace(manager, { row, result, at: Date.now() }));
    const sql = "select id, status, payout from bets where race_id = $1 order by id";
    return { ms, bets: (await runner.query(sql, [raceId])) as FloorBet[] };
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/**
 * From the close to the money: what waits at the desk is decided, the race locked, its result stored
 * and paid out, with as many bets on their way as the desk is given, all the time.
 */
async function measureClosing(
  dataSource: DataSource,
  { desk, playerIds }: { desk: BetDesk; playerIds: readonly string[] },
): Promise<Rows> {
  const other = await openRace(dataSource);
  const lockMs: number[] = [];
  const settleMs: number[] = [];
  const counts: number[] = [];
  for (let closing = 0; closing < CLOSINGS; closing += 1) {
    const race = await openRace(dataSource);
    const owned = { raceId: race.raceId, roomId: race.roomKey, epoch: 1 };
    let isOver = false;
    let isClosed = false;
    let taken = 0;
    const lane = async (number: number) => {
      for (let turn = number; !isOver; turn += IN_FLIGHT) {
        const playerId = playerIds[turn % PLAYERS] as string;
        const target = isClosed || turn % 2 === 1 ? other : race;
        const placed = await placeBenchBet(desk, { race: target, playerId, turn });
        if (placed === "taken" && target === race) taken += 1;
      }
    };
    const load = Promise.all(Array.from({ length: IN_FLIGHT }, (_, number) => lane(number)));
    await new Promise((resolve) => setTimeout(resolve, LOAD_MS));
    lockMs.push(
      await timeOf(async () => {
        isClosed = true;
        await desk.idle();
        await closeRace(dataSource, owned);
      }),
    );
    await finishRace(dataSource, owned);
    settleMs.push(await timeOf(() => payOut(dataSource, owned)));
    isOver = true;
    await load;
    counts.push(taken);
  }
  const both = lockMs.map((ms, index) => ms + (settleMs[index] ?? 0)).toSorted(ascending);
  return [
    { label: "bets of a race closed under load", value: median(counts), unit: "" },
    { label: "lock under load, p50", value: median(lockMs), unit: "ms" },
    { label: "settlement under load, p50", value: median(settleMs), unit: "ms" },
    { label: "lock and settlement under load, p50", value: percentile(both, 0.5), unit: "ms" },
    { label: "lock and settlement under load, worst", value: percentile(both, 1), unit: "ms" },
  ];
}

function perSecond(count: number, ms: number): number {
  return (count / ms) * 1_000;
}

function median(figures: readonly number[]): number {
  return percentile(figures.toSorted(ascending), 0.5);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function ascending(a: number, b: number): number {
  return a - b;
}
