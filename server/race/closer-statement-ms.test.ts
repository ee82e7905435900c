import { expect } from "chai";
import type { DataSource, EntityManager } from "typeorm";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { refundMoney } from "./refund-money.ts";
import { refundRace } from "./refund-race.ts";
import { scratchMoney } from "./scratch-money.ts";
import { scratchRunner } from "./scratch-runner.ts";
import { payRace } from "./settle-pay.ts";
import { settleRace } from "./settle-race.ts";

/** What ends a race, each time with a look at the time that it gives its statements. */
const closers: Record<string, (book: RaceBook, dataSource: DataSource) => Promise<string>> = {
  async "a settlement"(book, dataSource) {
    await book.lock();
    await book.finish([[1]]);
    return heard((look) =>
      settleRace(dataSource, {
        ...{ race: book.race, at: 1, changes: {} },
        pay: async (manager, race) => look(manager, () => payRace(manager, race)),
      }),
    );
  },
  "a void": ({ race }, dataSource) =>
    heard((look) =>
      refundRace(dataSource, {
        ...{ race, reason: "A test", at: 1, changes: {} },
        refund: (manager, row) => look(manager, () => refundMoney(manager, row)),
      }),
    ),
  "a scratch": ({ race }, dataSource) =>
    heard((look) =>
      scratchRunner(dataSource, {
        ...{ race, number: 2, changes: {} },
        scratch: (manager, of) => look(manager, () => scratchMoney(manager, of)),
      }),
    ),
};

type Look = <Done>(manager: EntityManager, close: () => Promise<Done>) => Promise<Done>;

async function heard(run: (look: Look) => Promise<unknown>): Promise<string> {
  let timeout = "";
  await run(async (manager, close) => {
    const [row] = (await manager.query("SHOW statement_timeout")) as [
      { statement_timeout: string },
    ];
    timeout = row.statement_timeout;
    return close();
  });
  return timeout;
}

describe("the time of a statement", () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
  });
  after(() => database.drop());

  for (const [what, close] of Object.entries(closers)) {
    it(`is 30 s in ${what}, and 5 s again in what follows`, async () => {
      const { dataSource } = database;
      const [ana] = (await makePlayers(dataSource, [1_000n])) as [string];
      const book = await openRaceBook(dataSource);
      await book.bet(ana, 1, 100n);
      expect(await close(book, dataSource)).to.equal("30s");
      const after = await dataSource.query("SHOW statement_timeout");
      expect(after).to.deep.equal([{ statement_timeout: "5s" }]);
    });
  }
});
