import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { DataSource } from "typeorm";
import { isRetryable } from "#common/framework/refusals.ts";
import { powerTerms } from "#common/race/power-terms.ts";
import { marketNames } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import type { IdempotentAnswer } from "#server/ledger/run-idempotently.ts";
import { type BetDesk, openBetDesk } from "#server/race/bet-desk.ts";
import type { RaceTerms } from "#server/race/race-terms.ts";
import { refundRace } from "#server/race/refund-race.ts";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { countDeadlocks, meetDeadlock } from "#server/testing/count-deadlocks.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { type FavorStand, openFavorStand } from "#server/testing/favor-stand.ts";
import { inParallel } from "#server/testing/in-parallel.ts";
import { lendChips } from "#server/testing/lend-chips.ts";
import { openPowerStand } from "#server/testing/power-stand.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { silentLog } from "#server/testing/test-postgres.ts";
import { watchSnapshots } from "#server/testing/watch-snapshots.ts";

const NOW = 1_800_000_000_000;
const RACES_AT_ONCE = 3;
const ROUNDS = atScale(2, 25);
const BETS = 48;
/** Rare enough that no transaction meets five in a row. */
const FAILS_EVERY = 13;
const FIXED_PRICES = [150, 230, 340, 410, 520, 800, 1_100, 2_600];

/** T4: everything that moves money at once, on six wallets and three races, from two pools. */
describe("a storm of everything on six wallets and three races", function () {
  this.timeout(atScale(90_000, 900_000));
  let database: TestDatabase;
  let other: DataSource;
  let favors: FavorStand;
  let players: string[];
  let desks: BetDesk[];
  let counts: { requests: number; acknowledged: number; doubled: number };

  beforeEach(async () => {
    database = await createTestDatabase({ poolSize: 24 });
    const { dataSource, url } = database;
    other = new DataSource(dataSourceOptions({ url, log: silentLog, poolSize: 12 }));
    await other.initialize();
    favors = await openFavorStand(dataSource);
    players = await favors.players(...Array.from({ length: 6 }, () => 50_000n));
    desks = [openBetDesk(dataSource), openBetDesk(other)];
    counts = { requests: 0, acknowledged: 0, doubled: 0 };
  });
  afterEach(async () => {
    if (other.isInitialized) await other.destroy();
    await database.drop();
  });

  const someone = (id: string) => ({ id, name: "Bo", loyalty: 100 });
  const player = (index: number) => players[index % players.length] as string;

  /** Sends until the answer is final; any other failure is thrown. */
  async function insist<Value>(ask: () => Promise<IdempotentAnswer<Value>>) {
    for (;;) {
      counts.requests += 1;
      const answer = await ask();
      if (answer.ok) counts.acknowledged += 1;
      if (answer.ok || !isRetryable(answer.refusal.code)) return answer;
    }
  }

  async function bet(book: RaceBook, index: number): Promise<void> {
    const desk = desks[index % 2] as BetDesk;
    const market = marketNames[index % marketNames.length] as (typeof marketNames)[number];
    const { selectionSize } = markets[market];
    const selection = [1, 2, 3].map((step) => 1 + ((index * 3 + step) % 8)).slice(0, selectionSize);
    const intent = {
      playerId: player(index),
      roomKey: book.race.roomId,
      key: randomUUID(),
      raceId: book.race.raceId,
      ...{ market, selection, stake: 10n, arrivedAtMs: NOW },
    };
    const answer = await insist(() => desk.place(intent, "Ana"));
    if (!answer.ok || index % 5 !== 0) return;
    const { id } = (JSON.parse(answer.text) as { bet: { id: string } }).bet;
    const cancel = { playerId: intent.playerId, betId: id, arrivedAtMs: NOW };
    await insist(() => (desks[(index + 1) % 2] as BetDesk).cancel(cancel, "Ana"));
  }

  /** A race from its first bet to its end, with debts, a scratch, powers, and an end that is asked for three times. */
  async function runRace(number: number): Promise<void> {
    const { dataSource } = database;
    const terms: Partial<RaceTerms> = {
      markets: [...marketNames],
      powers: powerTerms(300n),
      ...(number % 2 === 0 ? { fixedPrices: FIXED_PRICES } : {}),
    };
    const book = await openRaceBook(dataSource, terms);
    const debts = await lendChips(dataSource, {
      roomId: book.race.roomId,
      pairs: [0, 1, 2].map((step) => [player(number + step), player(number + step + 1)]),
    });
    const all = Array.from({ length: BETS }, (_, index) => index + number);
    await Promise.all([
      inParallel(12, all, (index) => bet(book, index)),
      book.scratch(1 + (number % 8)),
    ]);
    const stand = await openPowerStand(dataSource, { book });
    const repaying = debts.map(({ id, borrowerId }) =>
      insist(() => favors.repay({ id, borrower: someone(borrowerId) }, 7n)),
    );
    for (const power of ["boost", "slow", "shield"]) {
      await Promise.all(
        players.map((playerId, index) =>
          insist(() => stand.cast(playerId, { power, target: 1 + index })),
        ),
      );
      stand.pass(20);
    }
    await stand.desk.idle();
    if (number % 3 === 2) await callOff(book);
    else await payOut(stand, book, number);
    await Promise.all(repaying);
  }

  async function payOut(
    stand: Awaited<ReturnType<typeof openPowerStand>>,
    book: RaceBook,
    number: number,
  ): Promise<void> {
    await stand.desk.resolveAll(book.race.raceId, stand.run.result().casts);
    const ran = [1, 2, 3, 4, 5, 6, 7, 8].filter((runner) => runner !== 1 + (number % 8));
    await book.finish([ran.slice(0, 2), ran.slice(2, 3)]);
    const ends = await Promise.all([book.settle(), book.settle(), book.settle()]);
    counts.doubled += ends.filter(({ outcome }) => outcome === "settled").length - 1;
  }

  async function callOff({ race }: RaceBook): Promise<void> {
    const { dataSource } = database;
    const refund = () =>
      refundRace(dataSource, { race, reason: "A test", at: NOW + 60_000, changes: {} });
    const ends = await Promise.all([refund(), refund(), refund()]);
    counts.doubled += ends.filter(({ outcome }) => outcome === "refunded").length - 1;
  }

  /** Offers, acceptances and repayments between the same six, until told to stop. */
  async function lendUntil(isOver: () => boolean): Promise<void> {
    for (let turn = 0; !isOver(); turn += 1) {
      const lenderId = player(turn);
      const borrowerId = player(turn + 1 + (turn % 5));
      if (lenderId === borrowerId) continue;
      const key = randomUUID();
      const offered = await insist(() => favors.offer({ lenderId, borrowerId, amount: 20n, key }));
      if (!offered.ok) continue;
      const { favor } = JSON.parse(offered.text) as { favor: { id: string } };
      const target = { id: favor.id, borrower: someone(borrowerId) };
      const accepted = await insist(() => favors.accept(target, key));
      if (accepted.ok) await insist(() => favors.repay(target, 22n, { key }));
    }
  }

  /** Everything at once; answers how many bets are still open afterwards. */
  async function storm(rounds: number): Promise<number> {
    let isOver = false;
    const lending = [lendUntil(() => isOver), lendUntil(() => isOver)];
    const lane = async (first: number) => {
      for (let round = 0; round < rounds; round += 1) await runRace(first + RACES_AT_ONCE * round);
    };
    // One that fails lets the others come to their end, before their database goes.
    const ends = await Promise.allSettled(
      Array.from({ length: RACES_AT_ONCE }, (_, first) => lane(first)),
    );
    isOver = true;
    await Promise.all(lending);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    const open: unknown[] = await database.dataSource.query(
      "SELECT 1 FROM bets WHERE status = 'open'",
    );
    return open.length;
  }

  it("meets no deadlock, and ends every race once", async () => {
    const watch = watchSnapshots(() => database.url);
    const lost = await storm(ROUNDS);
    expect((await watch.stop()).differences).to.deep.equal([]);
    await expectCleanBooks(database.dataSource);
    await database.dataSource.destroy();
    await other.destroy();
    expect(await countDeadlocks(database.url)).to.equal(0);
    // The counter does count.
    await meetDeadlock(database.url);
    expect(await countDeadlocks(database.url)).to.equal(1);
    reportFault({ fault: "deadlock storm", injected: ROUNDS * RACES_AT_ONCE, lost, ...counts });
  });

  it("succeeds all the same where the database reports deadlocks", async () => {
    const { dataSource } = database;
    await dataSource.query("CREATE SEQUENCE writes");
    // A sequence goes on when its transaction is taken back, so the next try comes through.
    await dataSource.query(`CREATE FUNCTION report_deadlock() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('writes') % ${FAILS_EVERY} = 0 THEN RAISE 'injected' USING ERRCODE = '40P01'; END IF;
        RETURN NULL;
      END $$`);
    await dataSource.query(`CREATE TRIGGER deadlocked AFTER UPDATE ON wallets
      FOR EACH STATEMENT EXECUTE FUNCTION report_deadlock()`);
    const lost = await storm(atScale(1, 5));
    await expectCleanBooks(dataSource);
    const [{ last_value: writes }] = (await dataSource.query("SELECT last_value FROM writes")) as [
      { last_value: string },
    ];
    const injected = Math.floor(Number(writes) / FAILS_EVERY);
    expect(injected).to.be.above(0);
    reportFault({ fault: "deadlock reported by the database", injected, lost, ...counts });
  });
});
