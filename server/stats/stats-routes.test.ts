import { expect } from "chai";
import type { Outcome } from "#common/framework/refusals.ts";
import { statsRoutes } from "#common/stats/stats-api.ts";
import { FORM_BOOK_OPENS_AT, type FormBook, openFormBook } from "#server/testing/form-book.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { createStatsHandlers } from "./stats-routes.ts";

const HOUR_MS = 60 * 60 * 1_000;
const NOW = FORM_BOOK_OPENS_AT + 24 * HOUR_MS;

describe("statistics over HTTP", () => {
  let database: TestDatabase;
  let book: FormBook;
  let handlers: ReturnType<typeof createStatsHandlers>;
  let players: string[];

  beforeEach(async () => {
    database = await createTestDatabase();
    book = openFormBook(database.dataSource);
    handlers = createStatsHandlers({
      dataSource: database.dataSource,
      clock: { now: () => NOW },
    });
    players = await makePlayers(database.dataSource, [1_000n, 1_000n]);
  });
  afterEach(() => database.drop());

  /** Calls a handler with what its contract makes of the input, as `players[0]`; the reply fits its contract too. */
  async function call(
    name: keyof typeof statsRoutes,
    parts: { params?: object; query?: object } = {},
  ) {
    const route = statsRoutes[name];
    const input = {
      params: "params" in route ? route.params.parse(parts.params ?? {}) : undefined,
      query: "query" in route ? route.query.parse(parts.query ?? {}) : undefined,
    };
    const handler = handlers[name] as (call: object) => Promise<Outcome<Record<string, unknown>>>;
    const caller = { role: "player", playerId: players[0] };
    const answer = await handler({ ...input, caller, arrivedAtMs: NOW });
    if (!answer.ok) return answer.refusal.code;
    return route.reply.encode(answer.value as never) as unknown as Record<string, never>;
  }

  it("a board says whose races it adds up, and never a player's id", async () => {
    const yesterday = await book.race({ finishedAt: NOW - 13 * HOUR_MS });
    const tonight = await book.race({ finishedAt: NOW - HOUR_MS });
    await book.bet(yesterday, players[0] ?? "", { stake: 10n });
    await book.bet(tonight, players[1] ?? "", { stake: 20n });
    const board = await call("readPlayerBoard");
    expect(board).to.deep.include({ span: "tonight", from: NOW - 12 * HOUR_MS, playerCount: 1 });
    expect(board).to.have.nested.property("players[0].net", "-20");
    expect(JSON.stringify(board)).not.to.include(players[1]);
    expect(await call("readPlayerBoard", { query: { span: "all", limit: "1" } })).to.deep.include({
      from: null,
      playerCount: 2,
    });
    expect(await call("readOwnPlaces")).to.deep.equal({
      tonight: null,
      season: { place: 1, net: "-10" },
      all: { place: 1, net: "-10" },
    });
  });

  it("a lobby that was never open has no board", async () => {
    const query = { lobby: "nope" };
    expect(await call("readPlayerBoard", { query })).to.equal("lobby_unknown");
    expect(await call("readOwnPlaces", { query })).to.equal("lobby_unknown");
    await book.lobby("SHUT");
    expect(await call("readPlayerBoard", { query: { lobby: "shut" } })).to.deep.include({
      players: [],
    });
  });

  it("a race tells its order when it is official, and no sooner", async () => {
    const running = await book.race({ status: "settling" });
    const before = await call("readRaceStats", { params: { raceId: `${running}` } });
    expect(before).to.deep.include({ status: "settling", finishedAt: null, pools: [] });
    expect(before).to.have.nested.property("runners[0].placing", null);
    const official = await book.race({ placings: [2, undefined, 1, 3], scratched: [2] });
    const after = await call("readRaceStats", { params: { raceId: `${official}` } });
    expect(after).to.have.nested.property("runners[2].placing", 1);
    expect(after).to.have.nested.property("runners[1].isScratched", true);
    expect(await call("readRaceStats", { params: { raceId: "999" } })).to.equal("race_unknown");
  });

  it("a race tells which powers were cast, and by nobody's name: its record has their tags", async () => {
    const raceId = await book.race();
    await book.cast(raceId, players[0] ?? "", { power: "slow", target: 2 });
    const race = await call("readRaceStats", { params: { raceId: `${raceId}` } });
    expect(race).to.have.nested.property("casts[0].power", "slow");
    expect(race)
      .to.have.nested.property("casts[0]")
      .that.has.all.keys("seq", "tick", "power", "target", "cost", "status", "reason");
    expect(JSON.stringify(race)).not.to.include(players[0]);
  });

  it("a runner outside the stable is not found", async () => {
    expect(await call("readRunnerStats", { params: { runnerId: "nobody" } })).to.equal("not_found");
    expect(await call("readRunnerStats", { params: { runnerId: "rayo" } })).to.deep.include({
      tracks: [],
    });
  });

  it("a new race is in the figures at once", async () => {
    expect(await call("listRunnerStats")).to.deep.include({ races: 0 });
    await book.race();
    expect(await call("listRunnerStats")).to.deep.include({ races: 1 });
    expect(await call("readOwnStats")).to.deep.include({ races: 0, net: "0", biggestWin: null });
  });
});
