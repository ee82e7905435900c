import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { hashSecret } from "#common/race/entropy.ts";
import { startSystemClock } from "#server/framework/clock.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { type EntropyBook, openEntropyBook } from "./entropy-book.ts";
import { storeRaceSeed } from "./race-seed.ts";

const PHONES = 1_000;

describe("a thousand phones in one draw", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let race: RaceBook;
  let book: EntropyBook;
  let players: string[];
  const secrets = Array.from({ length: PHONES }, () => randomBytes(32).toString("hex"));
  let statements = 0;

  before(async () => {
    database = await createTestDatabase();
    const { dataSource } = database;
    players = await makePlayers(
      dataSource,
      Array.from({ length: PHONES }, () => 100n),
    );
    race = await openRaceBook(dataSource);
    book = openEntropyBook({ dataSource, clock: startSystemClock() });
    const createQueryRunner = dataSource.createQueryRunner.bind(dataSource);
    dataSource.createQueryRunner = (mode) => {
      statements += 1;
      return createQueryRunner(mode);
    };
  });
  after(() => database.drop());

  const wordOf = (phone: number) => ({
    raceId: race.race.raceId,
    roomKey: race.race.roomId,
    playerId: players[phone] as string,
  });
  const commit = (phone: number) =>
    book.commit({ ...wordOf(phone), hash: hashSecret(secrets[phone] as string) });
  const reveal = (phone: number) =>
    book.reveal({ ...wordOf(phone), secret: secrets[phone] as string });
  function all<Answer>(act: (phone: number) => Promise<Answer>): Promise<Answer[]> {
    return Promise.all(secrets.map((_, phone) => act(phone)));
  }

  it("are called, answer and reveal in a few transactions, and the off waits for what has come", async () => {
    expect((await all(commit)).every(({ ok }) => ok)).to.equal(true);
    let answers: Promise<{ ok: boolean }[]> | undefined;
    await book.rollCall(race.race.raceId, {
      call: () => {
        answers = all(commit);
      },
      playersPresent: () => players,
      withinMs: 30_000,
    });
    expect((await answers)?.every(({ ok }) => ok)).to.equal(true);
    await race.lock();
    const revealed = all(reveal);
    await book.idle();
    const { dataSource } = database;
    const row = await storeRaceSeed(dataSource, { race: race.race, offAt: 1_800_000_003_000 });
    expect(row.lockRoots?.phoneCount).to.equal(PHONES);
    expect(row.revealedCount).to.equal(PHONES);
    expect((await revealed).every(({ ok }) => ok)).to.equal(true);
    expect(statements).to.be.below(50);
  });

  it("are told one by one what was wrong with their word", async () => {
    const [ana, bruno] = [wordOf(0), wordOf(1)];
    const answers = await Promise.all([
      book.commit({ ...ana, hash: "ab".repeat(32) }),
      book.commit({ ...ana, raceId: 999_999, hash: "ab".repeat(32) }),
      book.reveal({ ...ana, secret: "cd".repeat(32) }),
      book.reveal({ ...ana, roomKey: undefined, secret: secrets[0] as string }),
      reveal(1),
      book.reveal({ ...bruno, playerId: "00000000-0000-4000-8000-000000000000", secret: "" }),
    ]);
    expect(answers.map((answer) => (answer.ok ? "ok" : answer.refusal.code))).to.deep.equal([
      "entropy_closed",
      "race_unknown",
      "entropy_mismatch",
      "race_unknown",
      "ok",
      "entropy_closed",
    ]);
  });
});
