import { expect } from "chai";
import { type FakeClock, makeFakeClock } from "#server/testing/fake-clock.ts";
import { type FormBook, openFormBook } from "#server/testing/form-book.ts";
import { makeMemoryLog } from "#server/testing/memory-log.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { createPoolHistory, type PoolHistory } from "./pool-history.ts";
import { readHistory, thinOut } from "./read-history.ts";
import type { PoolStakes } from "./take-sample.ts";

type Pool = Map<string, { selection: number[]; stake: bigint }>;

describe("the history of a race's pools", () => {
  let database: TestDatabase;
  let book: FormBook;
  let clock: FakeClock;
  let history: PoolHistory;
  let log: ReturnType<typeof makeMemoryLog>;
  let raceId: number;

  beforeEach(async () => {
    database = await createTestDatabase();
    book = openFormBook(database.dataSource);
    clock = makeFakeClock();
    log = makeMemoryLog();
    history = createPoolHistory({ dataSource: database.dataSource, clock, log });
    raceId = await book.race({ status: "betting" });
  });
  afterEach(() => database.drop());

  /** Pools as bets leave them: market, selection, stake. */
  function pools(...bets: [string, number[], bigint][]): PoolStakes {
    const stakes = new Map<string, Pool>();
    for (const [market, selection, stake] of bets) {
      const pool: Pool = stakes.get(market) ?? new Map();
      stakes.set(market, pool.set(selection.join("-"), { selection, stake }));
    }
    return stakes;
  }

  async function advance(ms: number): Promise<void> {
    clock.advance(ms);
    await history.idle();
  }
  const read = () => readHistory(database.dataSource.manager, raceId);

  it("says what stood in each pool, and in the win pool on each runner", async () => {
    const at = clock.now();
    history.note(
      raceId,
      pools(["win", [1], 30n], ["win", [4], 70n], ["exacta", [1, 4], 5n], ["exacta", [4, 1], 6n]),
    );
    await advance(1_000);
    expect(await read()).to.deep.equal([
      {
        at,
        gross: [
          { market: "win", stakes: 100n },
          { market: "exacta", stakes: 11n },
        ],
        winStakes: [
          { number: 1, stakes: 30n },
          { number: 4, stakes: 70n },
        ],
      },
    ]);
  });

  it("is sampled at most once a second, and not without a change", async () => {
    for (let bet = 1n; bet <= 25n; bet += 1n) {
      history.note(raceId, pools(["win", [1], bet]));
      await advance(100);
    }
    await advance(60_000);
    const stakes = (await read()).map(({ gross }) => gross[0]?.stakes);
    expect(stakes).to.deep.equal([10n, 20n, 25n]);
  });

  it("ends with the pools as they were locked, without waiting for the second", async () => {
    history.note(raceId, pools(["win", [1], 10n]));
    clock.advance(300);
    history.close(raceId, pools(["win", [1], 15n]));
    await history.idle();
    expect((await read()).map(({ gross }) => gross[0]?.stakes)).to.deep.equal([15n]);
    await advance(10_000);
    expect(await read()).to.have.length(1);
  });

  it("goes on where it was after a restart", async () => {
    history.note(raceId, pools(["win", [1], 10n]));
    await history.stop();
    clock.advance(5_000);
    const again = createPoolHistory({ dataSource: database.dataSource, clock, log });
    again.close(raceId, pools(["win", [1], 40n]));
    await again.stop();
    expect((await read()).map(({ gross }) => gross[0]?.stakes)).to.deep.equal([10n, 40n]);
  });

  it("waits while the database is away, and is written afterwards", async () => {
    await database.dataSource.destroy();
    history.note(raceId, pools(["win", [1], 10n]));
    await advance(1_000);
    history.note(raceId, pools(["win", [1], 20n]));
    await advance(1_000);
    expect(log.lines.map(({ level }) => level))
      .to.include("warn")
      .and.not.to.include("error");
    await database.dataSource.initialize();
    await advance(1_000);
    expect((await read()).map(({ gross }) => gross[0]?.stakes)).to.deep.equal([10n, 20n]);
  });

  it("a sample that can't be written is given up, loudly, and stops nothing", async () => {
    history.note(999, pools(["win", [1], 10n]));
    await advance(1_000);
    expect(log.lines.map(({ level }) => level)).to.deep.equal(["error"]);
    history.note(raceId, pools(["win", [1], 20n]));
    await advance(1_000);
    expect(await read()).to.have.length(1);
  });

  it("a long history is thinned out evenly up to its newest sample", () => {
    const items = Array.from({ length: 10 }, (_, index) => index);
    expect(thinOut(items, 4)).to.deep.equal([0, 3, 6, 9]);
    expect(thinOut(items, 3)).to.deep.equal([1, 5, 9]);
    expect(thinOut(items, 10)).to.deep.equal(items);
    expect(thinOut([], 3)).to.deep.equal([]);
  });
});
