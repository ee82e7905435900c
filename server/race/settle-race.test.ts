import { expect } from "chai";
import type { MarketRules } from "#common/tote/market-rules.ts";
import { LeaseLost } from "#server/framework/durable-room.ts";
import { readWallets } from "#server/ledger/read-wallets.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { settleRace } from "./settle-race.ts";

type Bets = [player: number, selection: number, stake: bigint, market?: string][];
interface Case {
  title: string;
  bets: Bets;
  order: number[][];
  /** What each of three players has at the end, of 1,000. */
  totals: [number, number, number];
  terms?: Partial<MarketRules>;
  /** Saddle numbers taken out after the bets. */
  scratched?: number[];
}

/** Hundredths per chip in saddle order. */
const PRICES = [210, 230, 340, 410, 520, 800, 1_100, 2_600];

const cases: Case[] = [
  {
    title: "shares the pool among the winner's backers in proportion to their stakes",
    bets: [
      [0, 1, 100n],
      [1, 1, 50n],
      [2, 2, 150n],
    ],
    order: [[1], [2]],
    totals: [1_100, 1_050, 850],
  },
  {
    title: "splits the profit of a dead heat, not the pool",
    bets: [
      [0, 1, 100n],
      [1, 2, 50n],
      [2, 3, 150n],
    ],
    order: [[1, 2]],
    totals: [1_075, 1_075, 850],
  },
  {
    title: "pays the second's backers when nobody had the winner",
    bets: [
      [0, 2, 100n],
      [1, 3, 100n],
    ],
    order: [[1], [2]],
    totals: [1_100, 900, 1_000],
  },
  {
    title: "gives every stake back when nobody had the first two",
    bets: [
      [0, 5, 100n],
      [1, 6, 70n],
    ],
    order: [[1], [2]],
    totals: [1_000, 1_000, 1_000],
    terms: { takeoutBps: 1_000 },
  },
  {
    title: "shares the profit of place between the first two, with a tie for second in quarters",
    bets: [
      [0, 1, 100n, "place"],
      [1, 2, 100n, "place"],
      [2, 3, 100n, "place"],
      [2, 4, 200n, "place"],
    ],
    order: [[1], [2, 3]],
    totals: [1_100, 1_050, 850],
  },
  {
    title: "keeps the takeout and the odd chips for the house",
    bets: [
      [0, 1, 30n],
      [1, 1, 40n],
      [2, 2, 31n],
    ],
    order: [[1]],
    totals: [1_009, 1_012, 969],
    terms: { takeoutBps: 1_000 },
  },
  {
    title: "pays each winner the price that is frozen in its bet, and the house the rest",
    bets: [
      [0, 3, 100n],
      [1, 3, 33n],
      [2, 1, 150n],
    ],
    order: [[3], [1]],
    totals: [1_240, 1_079, 850],
    terms: { fixedPrices: PRICES },
  },
  {
    title: "pays the tied part of a fixed price in a dead heat, rounded down for each bet",
    bets: [
      [0, 3, 101n],
      [1, 1, 33n],
      [2, 2, 150n],
    ],
    order: [[1, 3]],
    totals: [1_070, 1_001, 850],
    terms: { fixedPrices: PRICES },
  },
  {
    title: "keeps every stake when nobody had the winner at fixed odds",
    bets: [
      [0, 3, 100n],
      [1, 2, 33n],
    ],
    order: [[1], [2]],
    totals: [900, 967, 1_000],
    terms: { fixedPrices: PRICES },
  },
  {
    title: "gives a scratched runner's stakes back, and its pool to the others",
    bets: [
      [0, 1, 100n],
      [1, 2, 50n],
      [2, 3, 150n],
    ],
    scratched: [3],
    order: [[2]],
    totals: [900, 1_100, 1_000],
  },
  {
    title: "gives a pool back that has too few runners left for its market",
    bets: [
      [0, 1, 100n, "place"],
      [1, 2, 50n, "place"],
      [2, 2, 10n],
    ],
    scratched: [4, 5, 6, 7, 8],
    order: [[2], [1]],
    totals: [1_000, 1_000, 1_000],
    terms: { takeoutBps: 1_000 },
  },
  {
    title: "settles a race that nobody bet on",
    bets: [],
    order: [[8]],
    totals: [1_000, 1_000, 1_000],
  },
];

describe("settlement of a race", () => {
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

  async function totals(): Promise<number[]> {
    const found: number[] = [];
    for (const id of players) {
      const [wallet] = await readWallets(database.dataSource.manager, id);
      expect(wallet?.locked).to.equal(0n);
      found.push(Number(wallet?.total));
    }
    return found;
  }

  for (const { title, bets, order, totals: expected, terms, scratched = [] } of cases) {
    it(title, async () => {
      const book = await openRaceBook(database.dataSource, terms);
      for (const [player, selection, stake, market] of bets) {
        await book.bet(players[player] as string, selection, stake, market);
      }
      for (const number of scratched) await book.scratch(number);
      await book.lock();
      await book.finish(order);
      expect((await book.settle()).outcome).to.equal("settled");
      expect(await totals()).to.deep.equal(expected);
    });
  }

  it("pays once, however often and at once it is asked", async () => {
    const book = await openRaceBook(database.dataSource);
    await book.bet(players[0] as string, 1, 100n);
    await book.bet(players[1] as string, 2, 100n);
    await book.lock();
    await book.finish([[1]]);
    const outcomes = await Promise.all([book.settle(), book.settle(), book.settle()]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).to.deep.equal([
      "already_settled",
      "already_settled",
      "settled",
    ]);
    expect(await totals()).to.deep.equal([1_100, 900, 1_000]);
  });

  it("keeps the first stored result, whoever stores another", async () => {
    const book = await openRaceBook(database.dataSource);
    await book.bet(players[0] as string, 1, 100n);
    await book.bet(players[1] as string, 2, 100n);
    await book.lock();
    await book.finish([[1]]);
    await book.finish([[2]]);
    await book.settle();
    expect(await totals()).to.deep.equal([1_100, 900, 1_000]);
  });

  it("moves nothing for an owner that lost the room, before the finish, or without a result", async () => {
    const { dataSource } = database;
    const book = await openRaceBook(dataSource);
    await book.bet(players[0] as string, 1, 100n);
    const settle = (epoch: number) =>
      settleRace(dataSource, { race: { ...book.race, epoch }, at: 1, changes: {} }).catch(
        (error: unknown) => error,
      );
    expect(await settle(1)).to.match(/a race in betting can't be settled/);
    await book.lock();
    await dataSource.query("UPDATE races SET status = 'settling'");
    expect(await settle(1)).to.be.instanceOf(Error);
    await dataSource.query("UPDATE races SET status = 'racing'");
    await book.finish([[1]]);
    await dataSource.query("UPDATE durable_rooms SET epoch = 2");
    expect(await settle(1)).to.be.instanceOf(LeaseLost);
    await dataSource.query("UPDATE races SET epoch = 2");
    expect(await settle(2)).to.deep.include({ outcome: "settled" });
    expect(await totals()).to.deep.equal([1_000, 1_000, 1_000]);
  });
});
