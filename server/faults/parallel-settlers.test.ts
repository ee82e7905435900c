import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect } from "chai";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import type { SettleOrder } from "#server/testing/settle-process.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";

const SCRIPT = path.join(import.meta.dirname, "../testing/settle-process.ts");
const PROCESSES = 3;
const TIMES = 4;
const RACES = atScale(2, 20);
const AT = 1_800_000_060_000;

/** T7: who settles does not matter, as long as it happens once. */
describe("settlers in three processes", function () {
  this.timeout(atScale(60_000, 900_000));
  let database: TestDatabase;
  let players: string[];
  let settlers: ChildProcess[];

  before(async () => {
    database = await createTestDatabase();
    players = await makePlayers(
      database.dataSource,
      Array.from({ length: 4 }, () => 10_000n),
    );
    settlers = await startSettlers(PROCESSES);
  });
  after(async () => {
    await stopSettlers();
    await database.drop();
  });

  async function startSettlers(count: number): Promise<ChildProcess[]> {
    const children = Array.from({ length: count }, () => fork(SCRIPT, [database.url]));
    await Promise.all(children.map((child) => once(child, "message")));
    return children;
  }

  async function stopSettlers(): Promise<void> {
    for (const child of settlers) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    }
  }

  async function finishedBook(): Promise<RaceBook> {
    const book = await openRaceBook(database.dataSource);
    for (const [index, playerId] of players.entries()) {
      await book.bet(playerId, 1 + index, 20n);
      await book.bet(playerId, 1 + ((index + 1) % 4), 30n, "place");
    }
    await book.lock();
    await book.finish([[1], [2, 3]]);
    return book;
  }

  function ask(child: ChildProcess, { race }: RaceBook): Promise<string[]> {
    const order: SettleOrder = { race, times: TIMES, at: AT };
    child.send(order);
    return once(child, "message").then(([outcomes]) => outcomes as string[]);
  }

  it("pay each race once", async () => {
    let paid = 0;
    for (let race = 0; race < RACES; race += 1) {
      const book = await finishedBook();
      const outcomes = (await Promise.all(settlers.map((child) => ask(child, book)))).flat();
      paid += outcomes.filter((outcome) => outcome === "settled").length;
      expect(outcomes.filter((outcome) => outcome === "already_settled")).to.have.length(
        PROCESSES * TIMES - 1,
      );
    }
    await expectCleanBooks(database.dataSource);
    reportFault({
      fault: "settlers in 3 processes at once",
      injected: RACES,
      requests: RACES * PROCESSES * TIMES,
      acknowledged: RACES,
      lost: Math.max(0, RACES - paid),
      doubled: Math.max(0, paid - RACES),
    });
  });

  it("pay each race once although one of them is killed while it pays", async () => {
    const { dataSource } = database;
    const book = await finishedBook();
    const [victim, ...others] = settlers as [ChildProcess, ...ChildProcess[]];
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query("SELECT 1 FROM wallets FOR UPDATE");
    victim.send({ race: book.race, times: 1, at: AT } satisfies SettleOrder);
    for (;;) {
      const waiting: unknown[] = await dataSource.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      if (waiting.length > 0) break;
    }
    victim.kill("SIGKILL");
    await once(victim, "exit");
    await holder.rollbackTransaction();
    await holder.release();
    const outcomes = (await Promise.all(others.map((child) => ask(child, book)))).flat();
    const paid = outcomes.filter((outcome) => outcome === "settled").length;
    await expectCleanBooks(dataSource);
    reportFault({
      fault: "settler killed while it pays",
      injected: 1,
      requests: 1 + outcomes.length,
      acknowledged: 1,
      lost: Math.max(0, 1 - paid),
      doubled: Math.max(0, paid - 1),
    });
  });
});
