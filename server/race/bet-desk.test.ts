import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { createReplyLookup } from "#server/ledger/reply-lookup.ts";
import { type CuttableDatabase, cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { openBetDesk } from "./bet-desk.ts";
import type { BetIntent } from "./bet-intent.ts";
import type { BetNews } from "./bet-news.ts";
import type { PlacedBetAnswer } from "./place-bet.ts";

const NOW = 1_800_000_000_000;

describe("the desk of bets", () => {
  let database: TestDatabase;
  let book: RaceBook;
  let ana: string;
  let bo: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    [ana, bo] = (await makePlayers(database.dataSource, [1_000n, 1_000n])) as [string, string];
    book = await openRaceBook(database.dataSource);
  });
  afterEach(async () => {
    await expectCleanBooks(database.dataSource);
    await database.drop();
  });

  const intent = (playerId: string, bet: Partial<BetIntent> = {}): BetIntent => ({
    playerId,
    roomKey: book.race.roomId,
    key: randomUUID(),
    raceId: book.race.raceId,
    market: "win",
    selection: [1],
    stake: 10n,
    arrivedAtMs: NOW,
    ...bet,
  });
  async function betCount(): Promise<number> {
    const rows: unknown[] = await database.dataSource.query("SELECT 1 FROM bets");
    return rows.length;
  }

  it("tells of each bet once and in the order of the chain, with its head", async () => {
    const desk = openBetDesk(database.dataSource);
    const news: BetNews[] = [];
    const stop = desk.follow(book.race.raceId, (item) => news.push(item));
    const bets = Array.from({ length: 40 }, (_, i) => intent(i % 2 === 0 ? ana : bo));
    const answers = await Promise.all(bets.map((bet) => desk.place(bet, "Ana")));
    expect(news.map(({ bet }) => bet.serial)).to.deep.equal(bets.map((_, i) => i + 1));
    const heads = answers.map(
      (answer) => answer.ok && !answer.isReplayed && answer.value.receipt.head,
    );
    expect(news.map((item) => item.kind === "placed" && item.head)).to.deep.equal(heads);
    await desk.place(bets[0] as BetIntent, "Ana");
    stop();
    await desk.place(intent(ana), "Ana");
    expect(news).to.have.length(40);
  });

  it("costs the others nothing when one intent of a batch can't be", async () => {
    const desk = openBetDesk(database.dataSource);
    const bets = [intent(ana), intent(randomUUID()), intent(bo)];
    const settled = await Promise.allSettled(bets.map((bet) => desk.place(bet, "Ana")));
    expect(settled.map(({ status }) => status)).to.deep.equal([
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(await betCount()).to.equal(2);
  });

  describe("whose database loses an answer", () => {
    let cut: CuttableDatabase;
    afterEach(() => cut.close());

    it("takes the bet once and tells of it once, also when the retry's answer is lost", async () => {
      for (const [lost, at] of [
        [1, "place_bets"],
        [2, "place_bets"],
      ] as const) {
        cut = await cutAtCommit(database.url, { at });
        const desk = openBetDesk(cut.dataSource);
        const news: BetNews[] = [];
        desk.follow(book.race.raceId, (item) => news.push(item));
        const before = await betCount();
        cut.loseAnswers(lost);
        const bet = intent(ana);
        const first = await desk.place(bet, "Ana");
        // Lost twice the desk does not know either: the phone asks again with its key.
        const answer = first.ok ? first : await desk.place(bet, "Ana");
        expect(answer.ok && answer.isReplayed).to.equal(true);
        expect((await betCount()) - before).to.equal(1);
        if (!first.ok) expect(first.refusal.code).to.equal("overloaded");
        expect(news).to.have.length(1);
        if (lost === 1) await cut.close();
      }
    });

    it("tells of a bet it had doubts about when its phone finds the answer, once", async () => {
      cut = await cutAtCommit(database.url, { at: "place_bets" });
      const desk = openBetDesk(cut.dataSource);
      const news: BetNews[] = [];
      desk.follow(book.race.raceId, (item) => news.push(item));
      const lookUp = desk.watchArrivals(createReplyLookup(cut.dataSource));
      const bet = intent(ana);
      const { playerId, key, raceId, market, selection, stake } = bet;
      const input = { raceId, market, selection, stake };
      cut.loseAnswers(2);
      expect(codeOf(await desk.place(bet, "Ana"))).to.equal("overloaded");
      expect(news).to.deep.equal([]);
      for (let tries = 0; tries < 2; tries += 1) {
        expect((await lookUp({ playerId, operation: "placeBet", key, input }))?.ok).to.equal(true);
      }
      expect(news.map((item) => [item.kind, item.playerName])).to.deep.equal([["placed", "Ana"]]);
    });

    it("tells of the bets of every race in the batch", async () => {
      cut = await cutAtCommit(database.url, { at: "place_bets" });
      const other = await openRaceBook(database.dataSource);
      const desk = openBetDesk(cut.dataSource);
      const news: BetNews[] = [];
      for (const { race } of [book, other]) desk.follow(race.raceId, (item) => news.push(item));
      cut.loseAnswers(1);
      const { roomId, raceId } = other.race;
      const bets = [intent(ana), intent(bo, { roomKey: roomId, raceId })];
      const answers = await Promise.all(bets.map((bet) => desk.place(bet, "Ana")));
      expect(answers.map(({ ok, isReplayed }) => ok && isReplayed)).to.deep.equal([true, true]);
      expect(news.map(({ bet }) => bet.raceId)).to.have.members([book.race.raceId, raceId]);
      expect(await betCount()).to.equal(2);
    });

    it("gives a cancelled stake back once", async () => {
      cut = await cutAtCommit(database.url, { at: "cancel_bets" });
      const betId = (await book.bet(ana, 1, 100n)).toString();
      await database.dataSource.query("UPDATE races SET phase_ends_at = $1", [NOW + 60_000]);
      const desk = openBetDesk(cut.dataSource);
      const news: BetNews[] = [];
      desk.follow(book.race.raceId, (item) => news.push(item));
      cut.loseAnswers(1);
      const answer = await desk.cancel({ playerId: ana, betId, arrivedAtMs: NOW }, "Ana");
      expect(answer.ok && answer.isReplayed).to.equal(true);
      expect(news.map(({ kind }) => kind)).to.deep.equal(["cancelled"]);
      const wallets: { total: string }[] = await database.dataSource.query(
        "SELECT balance_total AS total FROM wallets WHERE player_id = $1",
        [ana],
      );
      expect(wallets[0]?.total).to.equal("995");
    });
  });

  it("turns bets away while too many wait, and takes them when they come again", async () => {
    const desk = openBetDesk(database.dataSource, { queueMax: 16 });
    const holder = database.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query("SELECT 1 FROM wallets FOR UPDATE");
    const first = desk.place(intent(ana), "Ana");
    await new Promise(setImmediate);
    const bets = Array.from({ length: 30 }, () => intent(bo));
    const answers = bets.map((bet) => desk.place(bet, "Bo"));
    await holder.commitTransaction();
    await holder.release();
    const codes = (await Promise.all(answers)).map(codeOf);
    expect(codes.filter((code) => code === "overloaded")).to.have.length(14);
    expect(codes.filter((code) => code === "taken")).to.have.length(16);
    expect((await first).ok).to.equal(true);
    const again = await Promise.all(bets.slice(16).map((bet) => desk.place(bet, "Bo")));
    expect(again.every((answer) => answer.ok)).to.equal(true);
    expect(await betCount()).to.equal(31);
  });

  it("refuses nobody else while one player's wallet is stuck", async () => {
    const players = await makePlayers(database.dataSource, Array(20).fill(1_000n));
    const desk = openBetDesk(database.dataSource);
    const holder = database.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query("SELECT 1 FROM wallets WHERE player_id = $1 FOR UPDATE", [players[0]]);
    const answers = await Promise.all(players.map((player) => desk.place(intent(player), "Ana")));
    await holder.rollbackTransaction();
    await holder.release();
    expect(answers.map(codeOf)).to.deep.equal(["overloaded", ...Array(19).fill("taken")]);
  });

  it("takes the bets of other races while one race's gate is stuck", async () => {
    const other = await openRaceBook(database.dataSource);
    const desk = openBetDesk(database.dataSource);
    const holder = database.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query("SELECT pg_advisory_xact_lock(1, $1)", [book.race.raceId]);
    const decided: string[] = [];
    const note = (name: string) => (answer: PlacedBetAnswer) =>
      decided.push(`${name} ${codeOf(answer)}`);
    const { roomId, raceId } = other.race;
    await Promise.all([
      desk.place(intent(ana), "Ana").then(note("stuck")),
      desk.place(intent(bo, { roomKey: roomId, raceId }), "Bo").then(note("free")),
    ]);
    await holder.rollbackTransaction();
    await holder.release();
    expect(decided).to.deep.equal(["free taken", "stuck overloaded"]);
  });

  it("is idle when every bet that has come is decided", async () => {
    const desk = openBetDesk(database.dataSource);
    let decided = 0;
    for (let i = 0; i < 20; i += 1) void desk.place(intent(ana), "Ana").then(() => (decided += 1));
    await desk.idle();
    expect(decided).to.equal(20);
  });
});

function codeOf(answer: PlacedBetAnswer): string {
  return answer.ok ? "taken" : answer.refusal.code;
}
