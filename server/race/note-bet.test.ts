import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { DataSource } from "typeorm";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { type BetDesk, openBetDesk } from "./bet-desk.ts";
import type { BetNews } from "./bet-news.ts";
import { noteBet, type PoolsOnBoard, rereadPools } from "./note-bet.ts";
import { readPools } from "./read-pools.ts";
import { scratchRunner } from "./scratch-runner.ts";

const NOW = 1_800_000_000_000;

describe("the pools on a board", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let players: string[];
  let book: RaceBook;
  let desk: BetDesk;

  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    players = await makePlayers(dataSource, Array(12).fill(1_000_000n));
    book = await openRaceBook(dataSource, { stakeMaxPerRace: "1000000" });
    await dataSource.query("UPDATE races SET phase_ends_at = $1", [NOW + 60_000]);
    desk = openBetDesk(dataSource);
  });
  afterEach(async () => {
    await expectCleanBooks(dataSource);
    await database.drop();
  });

  async function place(player: number, runner = 2): Promise<string> {
    const { roomId: roomKey, raceId } = book.race;
    const answer = await desk.place(
      {
        ...{ playerId: players[player] as string, roomKey, raceId, key: randomUUID() },
        ...{ market: "place", selection: [runner], stake: 10n, arrivedAtMs: NOW },
      },
      "Ana",
    );
    if (!answer.ok) throw new Error(answer.refusal.code);
    return (JSON.parse(answer.text) as { bet: { id: string } }).bet.id;
  }
  const cancel = (player: number, betId: string) =>
    desk.cancel({ playerId: players[player] as string, betId, arrivedAtMs: NOW }, "Ana");
  const read = () => readPools(dataSource.manager, book.race.raceId);

  /** What stands, and the head under it. */
  async function facts({ pools }: Pick<PoolsOnBoard, "pools">) {
    const stakes = [...pools.stakes].flatMap(([market, selections]) =>
      [...selections.values()]
        .filter(({ stake }) => stake > 0n)
        .map(({ selection, stake }) => `${market} ${selection.join("-")} ${stake}`),
    );
    return { stakes: stakes.sort(), betCount: pools.betCount, head: pools.head };
  }

  it("count once what was in them when they were read, and what has come since", async () => {
    const news: BetNews[] = [];
    desk.follow(book.race.raceId, (item) => news.push(item));
    const first = await place(0);
    const second = await place(1, 3);
    await cancel(0, first);
    const board: PoolsOnBoard = { pools: await read(), newsMeanwhile: undefined };
    await place(2, 4);
    await cancel(1, second);
    for (const item of news) noteBet(board, item);
    expect(news).to.have.length(5);
    expect(await facts(board)).to.deep.equal(await facts({ pools: await read() }));
  });

  it("keep what comes in between the moment they are read at and the moment they are shown", async () => {
    const board: PoolsOnBoard = { pools: await read(), newsMeanwhile: undefined };
    desk.follow(book.race.raceId, (item) => noteBet(board, item));
    const taken = await place(0);
    await rereadPools(board, async () => {
      const pools = await read();
      await place(1, 3);
      await cancel(0, taken);
      return { pools };
    });
    await place(2, 4);
    expect(await facts(board)).to.deep.equal(await facts({ pools: await read() }));
    expect(board.pools.betCount).to.equal(2);
  });

  it("lose no bet that is taken while a runner is scratched", async () => {
    const board: PoolsOnBoard = { pools: await read(), newsMeanwhile: undefined };
    desk.follow(book.race.raceId, (item) => noteBet(board, item));
    let isOver = false;
    const bettors = players.map(async (_, player) => {
      for (let bet = 0; !isOver; bet += 1) {
        const betId = await place(player, 2 + ((player + bet) % 7));
        if (bet % 4 === 3) await cancel(player, betId);
      }
    });
    for (const number of [1, 8]) {
      await place(0);
      await rereadPools(board, () =>
        scratchRunner(dataSource, { race: book.race, number, changes: {} }),
      ).catch((error: unknown) => {
        isOver = true;
        throw error;
      });
      if (number === 1) await Promise.all(players.slice(1, 4).map((_, index) => place(index + 1)));
      isOver = number === 8;
    }
    // Whoever was about to back the second scratched runner is refused.
    await Promise.allSettled(bettors);
    await desk.idle();
    expect(await facts(board)).to.deep.equal(await facts({ pools: await read() }));
    expect(board.pools.betCount).to.be.greaterThan(20);
  });
});
