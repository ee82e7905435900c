import { expect } from "chai";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";

describe("what a settlement enters for the statistics", () => {
  let database: TestDatabase;
  let players: string[];
  before(async () => {
    database = await createTestDatabase();
    players = await makePlayers(database.dataSource, [1_000n, 1_000n, 1_000n, 1_000n]);
  });
  after(() => database.drop());

  it("is one net a player and the win stakes of those who ran, in its own transaction", async () => {
    const [ana, bruno, carla, dora] = players as [string, string, string, string];
    const book = await openRaceBook(database.dataSource, { takeoutBps: 0 });
    const { raceId } = book.race;
    await book.bet(ana, 1, 100n);
    await book.bet(ana, 2, 20n);
    await book.bet(ana, 1, 30n, "place");
    await book.bet(bruno, 2, 80n);
    await book.bet(carla, 3, 50n);
    await book.bet(dora, 4, 70n);
    await book.scratch(3);
    await book.lock();
    await book.finish([[2], [4], [1]]);
    expect(await database.dataSource.query("SELECT * FROM race_nets")).to.deep.equal([]);
    await book.settle();
    // Win: 270 to 100 staked on number 2. Place: nobody had the second or the first, so the third.
    const nets: object[] = await database.dataSource.query(
      `SELECT player_id, bets, staked::int, paid::int, powers::int FROM race_nets
       WHERE race_id = $1`,
      [raceId],
    );
    expect(nets).to.have.deep.members([
      { player_id: ana, bets: 3, staked: 150, paid: 84, powers: 0 },
      { player_id: bruno, bets: 1, staked: 80, paid: 216, powers: 0 },
      { player_id: dora, bets: 1, staked: 70, paid: 0, powers: 0 },
    ]);
    const stakes: { stake: number }[] = await database.dataSource.query(
      `SELECT win_stake::int AS stake FROM race_placings
       WHERE race_id = $1 ORDER BY finish_placing`,
      [raceId],
    );
    expect(stakes.map(({ stake }) => stake)).to.deep.equal([100, 70, 100, 0, 0, 0, 0]);
    expect((await book.settle()).outcome).to.equal("already_settled");
  });
});
