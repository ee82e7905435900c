import { expect } from "chai";
import { FORM_BOOK_OPENS_AT, type FormBook, openFormBook } from "#server/testing/form-book.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { boardFrom } from "./board-span.ts";
import { keepBoards } from "./keep-boards.ts";
import { readOwnStats } from "./read-own-stats.ts";
import { readPlayerBoard } from "./read-player-board.ts";

const everything = { from: null, roomId: null };

describe("leaderboards of players", () => {
  let database: TestDatabase;
  let book: FormBook;
  let players: string[];

  beforeEach(async () => {
    database = await createTestDatabase();
    book = openFormBook(database.dataSource);
    players = (await makePlayers(database.dataSource, [1_000n, 1_000n, 1_000n])).toSorted();
  });
  afterEach(() => database.drop());

  async function netsOf(board: Parameters<typeof readPlayerBoard>[1] = everything) {
    const lines = await readPlayerBoard(database.dataSource.manager, board);
    return lines.map(({ playerId, net }) => [players.indexOf(playerId), Number(net)]);
  }
  const own = (player: number) => readOwnStats(database.dataSource.manager, players[player]!);

  it("a board nobody has played for is empty", async () => {
    await book.race();
    expect(await netsOf()).to.deep.equal([]);
  });

  it("net is what came back less the stakes, at the tote and at fixed odds, less the powers that worked", async () => {
    const raceId = await book.race();
    await book.bet(raceId, players[0]!, { stake: 100n, status: "won", payout: 340n });
    await book.bet(raceId, players[0]!, { market: "place", stake: 50n });
    await book.bet(raceId, players[0]!, { price: 250, stake: 20n, status: "won", payout: 50n });
    await book.bet(raceId, players[0]!, { stake: 70n, status: "refunded", payout: 70n });
    await book.bet(raceId, players[0]!, { stake: 80n, status: "cancelled", payout: 76n, fee: 4n });
    await book.cast(raceId, players[0]!, { cost: 30n });
    await book.cast(raceId, players[0]!, { cost: 40n, status: "released" });
    const [line] = await readPlayerBoard(database.dataSource.manager, everything);
    // 340 + 50 - (100 + 50 + 20) - 30
    expect(line).to.deep.include({ races: 1, bets: 3, net: 190n });
    expect(line).to.deep.include({ staked: 170n, paid: 390n, powers: 30n });
  });

  it("a board reads no bets: what a race came to is written at its settlement", async () => {
    const raceId = await book.race();
    await book.bet(raceId, players[0]!, { stake: 100n, status: "won", payout: 340n });
    await database.dataSource.query("DELETE FROM bets");
    expect(await netsOf()).to.deep.equal([[0, 240]]);
  });

  it("who only spent on powers is on the board too", async () => {
    await book.cast(await book.race(), players[1]!, { cost: 60n });
    expect(await netsOf()).to.deep.equal([[1, -60]]);
  });

  it("void races and open bets count nowhere", async () => {
    const raceId = await book.race({ status: "void" });
    await book.bet(raceId, players[0]!, { status: "refunded", payout: 100n });
    await book.cast(raceId, players[0]!, { status: "refunded" });
    expect(await netsOf()).to.deep.equal([]);
    expect(await own(0)).to.deep.include({ races: 0, net: 0n, biggestWin: null });
  });

  it("of equals who has stood at the figure longest comes first, then the lower id", async () => {
    const [first, second, third] = [await book.race(), await book.race(), await book.race()];
    const win = { stake: 10n, status: "won", payout: 60n } as const;
    // 0 and 1 reach +50 in the second race; 2 had it after the first, left it and came back in the third.
    await book.bet(second, players[1]!, win);
    await book.bet(second, players[0]!, win);
    await book.bet(first, players[2]!, win);
    await book.bet(second, players[2]!, { stake: 50n });
    await book.bet(third, players[2]!, { stake: 10n, status: "won", payout: 60n });
    expect(await netsOf()).to.deep.equal([
      [0, 50],
      [1, 50],
      [2, 50],
    ]);
  });

  it("a race that changed nothing does not take the place in a tie away", async () => {
    const [first, second, third] = [await book.race(), await book.race(), await book.race()];
    const win = { stake: 10n, status: "won", payout: 60n } as const;
    await book.bet(first, players[2]!, win);
    await book.bet(third, players[2]!, { stake: 10n, status: "won", payout: 10n });
    await book.bet(second, players[0]!, win);
    expect(await netsOf()).to.deep.equal([
      [2, 50],
      [0, 50],
    ]);
  });

  it("a board of some time and some lobby counts the races of that time and that lobby", async () => {
    const other = await book.lobby("OTHR");
    const late = FORM_BOOK_OPENS_AT + 1_000_000;
    const races = [await book.race(), await book.race({ finishedAt: late, roomId: other })];
    await book.bet(races[0]!, players[0]!, { stake: 10n });
    await book.bet(races[1]!, players[0]!, { stake: 30n });
    expect(await netsOf()).to.deep.equal([[0, -40]]);
    expect(await netsOf({ from: late, roomId: null })).to.deep.equal([[0, -30]]);
    expect(await netsOf({ from: late + 1, roomId: null })).to.deep.equal([]);
    expect(await netsOf({ from: null, roomId: other })).to.deep.equal([[0, -30]]);
  });

  it("a kept board adds each race once, however often and however many ask", async () => {
    const boards = keepBoards(database.dataSource.manager);
    const nets = async () => (await boards(everything)).map(({ net, races }) => [net, races]);
    await book.bet(await book.race(), players[0]!, { stake: 10n });
    expect(await Promise.all([nets(), nets(), nets()])).to.deep.equal([
      [[-10n, 1]],
      [[-10n, 1]],
      [[-10n, 1]],
    ]);
    // A race that finished earlier may become official later.
    const earlier = await book.race({ finishedAt: FORM_BOOK_OPENS_AT });
    await book.bet(earlier, players[0]!, { stake: 10n, status: "won", payout: 45n });
    expect(await nets()).to.deep.equal([[25n, 2]]);
    expect(await nets()).to.deep.equal([[25n, 2]]);
  });

  it("tonight is the last 12 hours, a season a calendar month in UTC", () => {
    const now = Date.UTC(2026, 1, 28, 23, 59, 30);
    expect(boardFrom("tonight", now)).to.equal(Date.UTC(2026, 1, 28, 11, 59));
    expect(boardFrom("season", now)).to.equal(Date.UTC(2026, 1, 1));
    expect(boardFrom("all", now)).to.equal(null);
  });

  it("a player's own history adds up race by race and names the biggest win", async () => {
    const [first, second] = [await book.race(), await book.race()];
    await book.bet(first, players[0]!, { stake: 100n, status: "won", payout: 150n });
    await book.bet(first, players[0]!, { stake: 40n });
    await book.bet(second, players[0]!, {
      market: "exacta",
      selection: [3, 1],
      stake: 10n,
      status: "won",
      payout: 80n,
    });
    await book.cast(second, players[0]!, { cost: 25n });
    await book.bet(second, players[1]!, { stake: 10n, status: "won", payout: 999n });
    const { biggestWin, history, ...totals } = await own(0);
    expect(totals).to.deep.include({ races: 2, bets: 3, won: 2, net: 55n });
    expect(totals).to.deep.include({ staked: 150n, paid: 230n, powers: 25n });
    expect(biggestWin).to.deep.include({ raceId: second, market: "exacta", net: 70n });
    expect(biggestWin?.runners).to.deep.equal(["Solana", "Rayo"]);
    expect(history.map(({ raceId, net, total }) => [raceId, net, total])).to.deep.equal([
      [second, 45n, 55n],
      [first, 10n, 10n],
    ]);
  });

  it("of two equal wins the earlier is the biggest", async () => {
    const races = [await book.race({ finishedAt: FORM_BOOK_OPENS_AT + 9_000_000 })];
    races.push(await book.race({ finishedAt: FORM_BOOK_OPENS_AT + 8_000_000 }));
    for (const raceId of races) {
      await book.bet(raceId, players[0]!, { stake: 10n, status: "won", payout: 60n });
    }
    expect((await own(0)).biggestWin?.raceId).to.equal(races[1]);
  });
});
