import { expect } from "chai";
import { CommitUnknown, DatabaseUnavailable } from "#server/storage/transaction-errors.ts";
import { cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { RaceEntity } from "./race-entities.ts";
import { refundRace } from "./refund-race.ts";
import { settleRace } from "./settle-race.ts";

const AT = 1_800_000_060_000;
const SETTLERS = 24;

/** Ends the connection of whoever writes to a table: the server is killed between two statements. */
const makeKiller = `
create function kill_writer() returns trigger language plpgsql as $$
begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return null; end $$`;

describe("the end of a race under faults", () => {
  let database: TestDatabase;
  let players: string[];
  beforeEach(async () => {
    database = await createTestDatabase();
    players = await makePlayers(database.dataSource, [1_000n, 1_000n, 1_000n]);
  });
  afterEach(async () => {
    await expectCleanBooks(database.dataSource);
    await database.drop();
  });

  /** Two players bet to win at fixed odds and to place in a pool. */
  async function openBook(): Promise<RaceBook> {
    const [ana, bo] = players as [string, string];
    const book = await openRaceBook(database.dataSource, {
      fixedPrices: [150, 230, 340, 410, 520, 800, 1_100, 2_600],
    });
    await book.bet(ana, 1, 100n);
    await book.bet(bo, 2, 50n);
    await book.bet(bo, 3, 40n, "place");
    await book.bet(ana, 1, 20n, "place");
    return book;
  }

  async function finishedBook(): Promise<RaceBook> {
    const book = await openBook();
    await book.lock();
    await book.finish([[1], [3]]);
    return book;
  }

  /** Everything that is not the same any more after a half-done end. */
  async function snapshot(): Promise<unknown> {
    const rows: unknown[] = await database.dataSource.query(`select
      (select jsonb_agg(b order by id) from bets b) as bets,
      (select jsonb_agg(w order by player_id) from wallets w) as wallets,
      (select jsonb_agg(a order by name) from accounts a) as accounts,
      (select jsonb_agg(e order by runner) from fixed_exposures e) as exposures,
      (select jsonb_agg(jsonb_build_array(status, scratched) order by id) from races) as races,
      (select count(*) from postings) as postings, (select count(*) from race_pools) as pools`);
    return rows[0];
  }

  async function killAt(table: string, end: () => Promise<unknown>): Promise<void> {
    const { dataSource } = database;
    const before = await snapshot();
    await dataSource.query(`create trigger killer after insert or update or delete on ${table}
      for each statement execute function kill_writer()`);
    const error: unknown = await end().catch((failure: unknown) => failure);
    expect(error).to.be.instanceOf(DatabaseUnavailable);
    await dataSource.query(`drop trigger killer on ${table}`);
    expect(await snapshot()).to.deep.equal(before);
  }

  it("is all or nothing wherever a settlement is killed, and the next one pays", async () => {
    const book = await finishedBook();
    await database.dataSource.query(makeKiller);
    for (const table of [
      "bets",
      "fixed_exposures",
      "accounts",
      "transfers",
      "postings",
      "wallets",
      "races",
      "race_pools",
      "race_placings",
      "race_records",
    ]) {
      await killAt(table, () => book.settle());
    }
    expect((await book.settle()).outcome).to.equal("settled");
    expect((await book.settle()).outcome).to.equal("already_settled");
  }).timeout(20_000);

  it("is all or nothing wherever a void is killed, and the next one gives back", async () => {
    const { race } = await openBook();
    const refund = () =>
      refundRace(database.dataSource, { race, reason: "A test", at: AT, changes: {} });
    await database.dataSource.query(makeKiller);
    for (const table of ["bets", "transfers", "postings", "wallets", "races", "race_records"]) {
      await killAt(table, refund);
    }
    expect((await refund()).outcome).to.equal("refunded");
    expect((await refund()).outcome).to.equal("already_final");
  }).timeout(20_000);

  it("is all or nothing wherever a scratch is killed, and the next one takes the runner out", async () => {
    const book = await openBook();
    await database.dataSource.query(makeKiller);
    for (const table of ["bets", "transfers", "postings", "wallets", "races"]) {
      await killAt(table, () => book.scratch(1));
    }
    expect(await book.scratch(1)).to.deep.include({ outcome: "scratched", runnerCount: 7 });
    expect(await book.scratch(1)).to.deep.include({
      outcome: "already_scratched",
      changes: [],
      runnerCount: 7,
    });
  }).timeout(20_000);

  it("pays once when many settle at once, from two processes", async () => {
    const book = await finishedBook();
    const other = await cutAtCommit(database.url);
    const outcomes = await Promise.all(
      Array.from({ length: SETTLERS }, (_, index) =>
        settleRace(index % 2 === 0 ? database.dataSource : other.dataSource, {
          race: book.race,
          at: AT,
          changes: {},
        }),
      ),
    );
    await other.close();
    expect(outcomes.filter(({ outcome }) => outcome === "settled")).to.have.length(1);
    expect(outcomes.filter(({ outcome }) => outcome === "already_settled")).to.have.length(
      SETTLERS - 1,
    );
  });

  it("is settled or void, never both, when both are asked for at once", async () => {
    const book = await finishedBook();
    const settle = () => book.settle().then(({ outcome }) => outcome, String);
    const refund = () =>
      refundRace(database.dataSource, {
        race: book.race,
        reason: "A test",
        at: AT,
        changes: {},
      }).then(({ outcome }) => outcome, String);
    await Promise.all([settle(), refund(), settle(), refund()]);
    const row = await database.dataSource.manager.findOneByOrFail(RaceEntity, {
      id: book.race.raceId,
    });
    const last = await Promise.all([settle(), refund()]);
    if (row.status === "official") {
      expect(last).to.deep.equal(["already_settled", "already_final"]);
    } else {
      expect(row.status).to.equal("void");
      expect(last).to.deep.equal(["Error: a race in void can't be settled", "already_final"]);
    }
  });

  it("is paid once when the answer to its commit got lost", async () => {
    const book = await finishedBook();
    const cut = await cutAtCommit(database.url);
    cut.loseAnswers(1);
    const settle = { race: book.race, at: AT, changes: {} };
    const error: unknown = await settleRace(cut.dataSource, settle).catch(
      (failure: unknown) => failure,
    );
    await cut.close();
    expect(error).to.be.instanceOf(CommitUnknown);
    expect((await book.settle()).outcome).to.equal("already_settled");
  });

  it("refuses to settle while a power is held", async () => {
    const book = await finishedBook();
    const { dataSource } = database;
    const hold = `insert into race_inputs (race_id, seq, tick, player_id, power, target, cost, cast_at)
      values ($1, 1, 9, $2, 'boost', 1, 30, 1)`;
    await dataSource.query(hold, [book.race.raceId, players[0]]);
    const before = await snapshot();
    const error: unknown = await book.settle().catch((failure: unknown) => failure);
    expect(String(error)).to.match(/cast 1 of race \d+ is still held/);
    expect(await snapshot()).to.deep.equal(before);
    await dataSource.query("delete from race_inputs");
    expect((await book.settle()).outcome).to.equal("settled");
  });

  it("refuses to pay a book that is not the one its dividends were declared from", async () => {
    const book = await finishedBook();
    const { manager } = database.dataSource;
    const before = await snapshot();
    const declared = JSON.stringify([
      { market: "win", outcome: "paid", staked: "150", isFixed: true, winners: [] },
      { market: "place", outcome: "paid", staked: "61", isFixed: false, winners: [] },
    ]);
    const error: unknown = await manager
      .query("select settle_race($1, $2, 1, 5, 20)", [book.race.raceId, declared])
      .catch((failure: unknown) => failure);
    expect(String(error)).to.match(/place: 60 staked, declared from 61/);
    expect(await snapshot()).to.deep.equal(before);
  });
});
