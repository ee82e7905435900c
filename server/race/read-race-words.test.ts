import { expect } from "chai";
import type { DataSource } from "typeorm";
import type { RouteReplyWire } from "#common/framework/route-contract.ts";
import { walletRoutes } from "#common/wallet/wallet-api.ts";
import { readStatement } from "#server/ledger/read-statement.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { cancelBet } from "./cancel-bet.ts";
import { readRaceWords } from "./read-race-words.ts";
import { refundRace } from "./refund-race.ts";

type Entries = RouteReplyWire<typeof walletRoutes.readStatement>["entries"];

describe("the statement of a player who bets", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let ana: string;
  let rival: string;
  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    [ana, rival] = (await makePlayers(dataSource, [1_000n, 1_000n])) as [string, string];
  });
  afterEach(() => database.drop());

  async function statement(options: { limit?: number; raceId?: number } = {}): Promise<Entries> {
    const page = await readStatement(dataSource.manager, {
      playerId: ana,
      currency: "chips",
      limit: 50,
      raceWords: (wanted) => readRaceWords(dataSource, wanted),
      ...options,
    });
    return walletRoutes.readStatement.reply.encode(page).entries;
  }

  async function settle(book: RaceBook, order: number[][]): Promise<void> {
    await book.lock();
    await book.finish(order);
    await book.settle();
  }

  it("names each bet, its runner, and what it paid", async () => {
    const book = await openRaceBook(dataSource);
    await book.bet(ana, 4, 100n);
    await book.bet(rival, 2, 240n);
    await settle(book, [[4], [2]]);
    const [settled, placed] = await statement();
    const rows: { card: { runners: { name: string }[] } }[] = await dataSource.query(
      "select card from races where id = $1",
      [book.race.raceId],
    );
    const name = rows[0]?.card.runners[3]?.name;
    expect(settled).to.deep.include({ kind: "race_settled", amount: "240", lockedAmount: "-100" });
    expect(settled?.bets.map((bet) => ({ ...bet, id: "" }))).to.deep.equal([
      {
        id: "",
        market: "win",
        selection: [4],
        runners: [name],
        stake: "100",
        status: "won",
        payout: "340",
        perUnit: "3.4000",
      },
    ]);
    expect(placed).to.deep.include({ kind: "bet_placed", raceNumber: 1 });
    expect(placed?.bets[0]).to.deep.include({ selection: [4], runners: [name] });
  });

  it("tells the pools of a race apart: a line has the bets of its own market", async () => {
    const book = await openRaceBook(dataSource);
    await book.bet(ana, 4, 100n);
    await book.bet(ana, 1, 30n);
    await book.bet(ana, 4, 50n, "place");
    await book.bet(rival, 2, 200n);
    await book.bet(rival, 1, 200n, "place");
    await settle(book, [[2], [4]]);
    const settled = (await statement()).filter(({ kind }) => kind === "race_settled");
    const markets = settled.map(({ bets }) => bets.map((bet) => [bet.market, bet.status]));
    expect(markets).to.have.deep.members([
      [
        ["win", "lost"],
        ["win", "lost"],
      ],
      [["place", "won"]],
    ]);
  });

  it("says of a cancelled bet and of a void what came back", async () => {
    const book = await openRaceBook(dataSource);
    const betId = await book.bet(ana, 4, 100n);
    await book.bet(ana, 5, 60n);
    await dataSource.query("update races set phase_ends_at = 60000");
    const intent = { playerId: ana, betId: betId.toString(), arrivedAtMs: 0 };
    expect((await cancelBet(dataSource, intent)).ok).to.equal(true);
    await refundRace(dataSource, { race: book.race, reason: "rain", at: 1, changes: {} });
    const entries = await statement();
    expect(
      entries.map(({ kind, amount, lockedAmount, bets }) => [
        kind,
        amount,
        lockedAmount,
        bets.map(({ selection }) => selection[0]),
      ]),
    ).to.have.deep.members([
      ["race_refunded", "5", "0", [4]],
      ["race_refunded", "0", "-60", [5]],
      ["bet_cancelled", "-5", "-100", [4]],
      ["bet_placed", "0", "60", [5]],
      ["bet_placed", "0", "100", [4]],
      ["join_grant", "1000", "0", []],
    ]);
  });

  it("says which bet a scratch gave back", async () => {
    const book = await openRaceBook(dataSource);
    await book.bet(ana, 4, 100n);
    await book.bet(ana, 5, 60n);
    await book.scratch(4);
    const [scratched] = await statement({ limit: 1 });
    expect(scratched).to.deep.include({ kind: "bet_scratched", lockedAmount: "-100" });
    expect(scratched?.bets[0]).to.deep.include({ selection: [4], status: "refunded" });
  });

  it("can be read for one race, with the totals of the whole", async () => {
    const first = await openRaceBook(dataSource);
    await first.bet(ana, 4, 100n);
    await first.bet(rival, 2, 50n);
    await settle(first, [[4]]);
    const second = await openRaceBook(dataSource);
    await second.bet(ana, 1, 10n);
    const only = await statement({ raceId: first.race.raceId });
    expect(only.map(({ kind, totalAfter }) => [kind, totalAfter])).to.deep.equal([
      ["race_settled", "1050"],
      ["bet_placed", "1000"],
    ]);
    expect(await statement({ raceId: 999_999 })).to.deep.equal([]);
  });

  it("takes as many queries for a page of many races as for a page of one", async () => {
    const count = async (limit: number) => {
      const before = await statements();
      await statement({ limit });
      return (await statements()) - before;
    };
    for (let i = 0; i < 6; i += 1) {
      const book = await openRaceBook(dataSource);
      await book.bet(ana, 4, 10n);
    }
    expect(await count(6)).to.equal(await count(1));
  });

  /** Statements that this test's connections have sent so far. */
  async function statements(): Promise<number> {
    return queries;
  }
  let queries = 0;
  beforeEach(() => {
    queries = 0;
    const { driver } = dataSource;
    const create = driver.createQueryRunner.bind(driver);
    driver.createQueryRunner = (mode) => {
      const runner = create(mode);
      const query = runner.query.bind(runner);
      runner.query = ((...args: Parameters<typeof query>) => {
        queries += 1;
        return query(...args);
      }) as typeof runner.query;
      return runner;
    };
  });
});
