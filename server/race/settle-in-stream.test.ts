import { expect } from "chai";
import type { DataSource } from "typeorm";
import { countDeadlocks } from "#server/testing/count-deadlocks.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { type BetLanes, openBetLanes } from "./bet-lanes.ts";

const PLAYERS = 12;
const RACES = 3;
/** Races are closed one after the other, each when so many more bets were taken. */
const CLOSED_AFTER = 60;
const NOW = 1_800_000_000_000;

describe("races that are settled in a stream of bets", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let players: string[];
  let books: RaceBook[];
  let lanes: BetLanes;

  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    players = await makePlayers(
      dataSource,
      Array.from({ length: PLAYERS }, () => 1_000_000n),
    );
    books = [];
    for (let race = 0; race < RACES; race += 1) books.push(await openRaceBook(dataSource));
    lanes = openBetLanes(dataSource, { queueMax: 1_000 });
  });
  afterEach(() => database.drop());

  it("pay exactly what was taken, and leave nothing open", async () => {
    const taken = books.map(() => new Set<string>());
    const cancelled = books.map(() => new Set<string>());
    const milestones = books.map(() => Promise.withResolvers<void>());

    function noteTaken(race: number, betId: string): void {
      taken[race]?.add(betId);
      const count = taken.reduce((sum, { size }) => sum + size, 0);
      const reached = Math.floor(count / CLOSED_AFTER);
      for (const { resolve } of milestones.slice(0, reached)) resolve();
    }

    /** Bets on all races in turn, so that a batch has several, until all of them are closed. */
    async function stream(player: number): Promise<void> {
      const playerId = players[player] as string;
      const isClosed = books.map(() => false);
      for (let turn = player; isClosed.includes(false); turn += 1) {
        const race = turn % RACES;
        const { answer } = await lanes.place({
          ...{ playerId, key: `${turn}`, market: turn % 2 === 0 ? "win" : "place" },
          ...roomOf(books[race] as RaceBook),
          ...{ selection: [1 + (turn % 8)], stake: 10n, arrivedAtMs: NOW },
        });
        if (answer.ok) {
          const { bet } = JSON.parse(answer.text) as { bet: { id: string } };
          noteTaken(race, bet.id);
          if (turn % 5 === 0) await takeBack(race, { playerId, betId: bet.id });
        } else {
          expect(answer.refusal.code).to.equal("betting_closed");
          isClosed[race] = true;
        }
      }
    }

    async function takeBack(race: number, bet: { playerId: string; betId: string }) {
      const { answer } = await lanes.cancel({ ...bet, arrivedAtMs: NOW });
      if (answer.ok) cancelled[race]?.add(bet.betId);
      else expect(answer.refusal.code).to.be.oneOf(["betting_closed", "bet_not_open"]);
    }

    // Two for each player, with the same keys: every intent comes twice.
    const streams = Array.from({ length: 2 * PLAYERS }, (_, i) => stream(i % PLAYERS));
    for (const [race, book] of books.entries()) {
      await milestones[race]?.promise;
      await book.lock();
      await book.finish([[1], [2, 3], [4]]);
      expect((await book.settle()).outcome).to.equal("settled");
    }
    await Promise.all(streams);

    for (const [race, { race: owned }] of books.entries()) {
      const rows: { id: string; status: string }[] = await dataSource.query(
        "SELECT id, status FROM bets WHERE race_id = $1",
        [owned.raceId],
      );
      expect(new Set(rows.map(({ id }) => id))).to.deep.equal(taken[race]);
      expect(rows.filter(({ status }) => status === "open")).to.deep.equal([]);
      const back = rows.filter(({ status }) => status === "cancelled");
      expect(new Set(back.map(({ id }) => id))).to.deep.equal(cancelled[race]);
    }
    await expectCleanBooks(dataSource);
    await dataSource.destroy();
    expect(await countDeadlocks(database.url)).to.equal(0);
  }).timeout(60_000);
});

function roomOf({ race }: RaceBook) {
  return { raceId: race.raceId, roomKey: race.roomId };
}
