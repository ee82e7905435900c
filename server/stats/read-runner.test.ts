import { expect } from "chai";
import { type FormBook, openFormBook } from "#server/testing/form-book.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { readRunner } from "./read-runner.ts";
import { readRunners } from "./read-runners.ts";

describe("statistics of runners", () => {
  let database: TestDatabase;
  let book: FormBook;
  let ana: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    book = openFormBook(database.dataSource);
    [ana = ""] = await makePlayers(database.dataSource, [1_000n]);
  });
  afterEach(() => database.drop());

  const figuresOf = async (id: string) =>
    (await readRunners(database.dataSource.manager)).find((runner) => runner.id === id);
  const statsOf = async (id: string) => readRunner(database.dataSource.manager, id);

  it("the whole stable is listed before any race, without starts", async () => {
    const runners = await readRunners(database.dataSource.manager);
    expect(runners).to.have.length(24);
    expect(runners[0]).to.deep.equal({
      id: "rayo",
      name: "Rayo",
      livery: 0,
      starts: 0,
      wins: 0,
      firstThree: 0,
      form: [],
      pooledStarts: 0,
      pooledWins: 0,
      expectedWinsHundredths: 0,
    });
    expect(await statsOf("rayo")).to.deep.include({ tracks: [], starts: [] });
    expect(await statsOf("nobody")).to.equal(undefined);
  });

  it("starts, wins and form come from the placings, newest first and at most five", async () => {
    for (const placing of [4, 1, 3, 2, 1, 6]) {
      await book.race({ placings: [placing] });
    }
    const rayo = await figuresOf("rayo");
    expect(rayo).to.deep.include({ starts: 6, wins: 2, firstThree: 4, form: [6, 1, 2, 3, 1] });
  });

  it("expected wins are the shares of the win pools at the off", async () => {
    // Rayo (1) holds 300 of 400, then 100 of 300, then nothing of 50: 0.75 + 0.3333 + 0 = 1.08.
    const races = [
      await book.race(),
      await book.race(),
      await book.race({ placings: [2, 1, 3, 4] }),
    ];
    await book.bet(races[0]!, ana, { stake: 250n, status: "won" });
    await book.bet(races[0]!, ana, { stake: 50n, status: "won" });
    await book.bet(races[0]!, ana, { selection: [2] });
    await book.bet(races[1]!, ana, { stake: 100n, status: "won" });
    await book.bet(races[1]!, ana, { selection: [3], stake: 200n });
    await book.bet(races[2]!, ana, { selection: [4], stake: 50n, status: "refunded" });
    expect(await figuresOf("rayo")).to.deep.include({
      pooledStarts: 3,
      pooledWins: 2,
      expectedWinsHundredths: 108,
    });
    // Ember (2): 100 of 400 and nothing after it; it won the last.
    expect(await figuresOf("ember")).to.deep.include({
      pooledWins: 1,
      expectedWinsHundredths: 25,
    });
  });

  it("a race without a win pool is a start that expects nothing", async () => {
    const raceId = await book.race();
    await book.bet(raceId, ana, { market: "place" });
    await book.bet(raceId, ana, { price: 340 });
    await book.bet(raceId, ana, { status: "cancelled" });
    const rayo = await figuresOf("rayo");
    expect(rayo).to.deep.include({ starts: 1, wins: 1, pooledStarts: 0, pooledWins: 0 });
    expect((await statsOf("rayo"))?.starts[0]?.shareBps).to.equal(null);
  });

  it("a scratched runner has no start, and its stakes are no part of the pool", async () => {
    const raceId = await book.race({ scratched: [2], placings: [1, undefined, 2, 3] });
    await book.bet(raceId, ana, { selection: [2], stake: 900n, status: "refunded", payout: 900n });
    await book.bet(raceId, ana, { selection: [1], stake: 30n, status: "won" });
    await book.bet(raceId, ana, { selection: [3], stake: 70n });
    expect((await figuresOf("ember"))?.starts).to.equal(0);
    const [start] = (await statsOf("rayo"))?.starts ?? [];
    expect(start).to.deep.include({ shareBps: 3_000, fieldSize: 3, placing: 1 });
  });

  it("a race of before the stakes were kept is a start that expects nothing", async () => {
    const raceId = await book.race();
    await book.bet(raceId, ana, { stake: 60n, status: "won" });
    await database.dataSource.query("UPDATE race_placings SET win_stake = NULL");
    expect(await figuresOf("rayo")).to.deep.include({ starts: 1, wins: 1, pooledStarts: 0 });
    expect((await statsOf("rayo"))?.starts[0]?.shareBps).to.equal(null);
  });

  it("no figure is read from the bets: what a race came to is written at its settlement", async () => {
    const raceId = await book.race();
    await book.bet(raceId, ana, { stake: 60n, status: "won" });
    await book.bet(raceId, ana, { selection: [2], stake: 40n });
    const before = [await figuresOf("rayo"), await statsOf("rayo")];
    await database.dataSource.query("DELETE FROM bets");
    expect([await figuresOf("rayo"), await statsOf("rayo")]).to.deep.equal(before);
    expect(await figuresOf("rayo")).to.deep.include({ expectedWinsHundredths: 60 });
  });

  it("void and unfinished races count nowhere", async () => {
    for (const status of ["void", "settling", "racing"] as const) {
      const raceId = await book.race({ status, roomId: await book.lobby(`${status}`.slice(0, 4)) });
      await book.bet(raceId, ana, { status: status === "void" ? "refunded" : "open" });
    }
    expect(await figuresOf("rayo")).to.deep.include({ starts: 0, pooledStarts: 0 });
  });

  it("a dead heat for first is a win of each", async () => {
    await book.race({ placings: [1, 1, 3, 4] });
    expect((await figuresOf("rayo"))?.wins).to.equal(1);
    expect((await figuresOf("ember"))?.wins).to.equal(1);
  });

  it("tracks stand with the most starts first, each with its best time", async () => {
    await book.race({ track: 1, placings: [2] });
    await book.race({ track: 1, placings: [4] });
    await book.race({ track: 0, placings: [1] });
    const tracks = (await statsOf("rayo"))?.tracks ?? [];
    expect(
      tracks.map(({ name, starts, wins, firstThree }) => [name, starts, wins, firstThree]),
    ).to.deep.equal([
      ["Paseo del Sol", 2, 0, 1],
      ["Neon Harbour", 1, 1, 1],
    ]);
    // 40 s, half a second a place, a millisecond a race.
    expect(tracks[0]?.bestTimeMs).to.equal(41_001);
  });

  it("each start says how wins and expected wins stood after it", async () => {
    const first = await book.race();
    await book.race({ placings: [3] });
    const third = await book.race({ placings: [2, 1] });
    await book.bet(first, ana, { stake: 60n, status: "won" });
    await book.bet(first, ana, { selection: [2], stake: 40n });
    await book.bet(third, ana, { stake: 25n });
    await book.bet(third, ana, { selection: [2], stake: 75n, status: "won" });
    const starts = (await statsOf("rayo"))?.starts ?? [];
    expect(
      starts.map(({ raceId, shareBps, pooledWins, expectedWinsHundredths }) => [
        raceId,
        shareBps,
        pooledWins,
        expectedWinsHundredths,
      ]),
    ).to.deep.equal([
      [3, 2_500, 1, 85],
      [2, null, 1, 60],
      [1, 6_000, 1, 60],
    ]);
    expect(starts[0]).to.deep.include({ raceNumber: 3, lobby: "FRST", saddleNumber: 1 });
  });
});
