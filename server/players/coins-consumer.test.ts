import { expect } from "chai";
import fc from "fast-check";
import type { DataSource, QueryRunner } from "typeorm";
import type { LiveEvent } from "#common/live/live-event.ts";
import { recordBatch } from "#server/live/record-batch.ts";
import {
  type AudienceBook,
  LIVE_STARTS_AT,
  MINUTE_MS,
  openAudienceBook,
} from "#server/testing/audience-book.ts";
import { cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { type CoinsConsumer, createCoinsConsumer } from "./coins-consumer.ts";

describe("coins of viewers", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let live: AudienceBook;
  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    live = await openAudienceBook(dataSource);
  });
  afterEach(async () => {
    await expectCleanBooks(dataSource);
    await database.drop();
  });

  async function link(playerId: string, viewerId = "7001"): Promise<void> {
    const code = await live.code(playerId, `handle${viewerId}`);
    await live.comes(live.chat(`link ${code}`, { viewerId }));
  }

  it("wait on the handle until somebody links it", async () => {
    await live.comes(live.gift(120), live.gift(29));
    expect(await live.waiting()).to.equal(2n);
    await live.comes(live.gift(1));
    expect(await live.waiting()).to.equal(3n);
    expect(live.told).to.deep.equal([]);
  });

  it("go into the wallet of whoever has linked the handle, and it is told of", async () => {
    const [ana] = (await makePlayers(dataSource, [1_000n])) as [string];
    await link(ana);
    live.told.length = 0;
    await live.comes(live.gift(500));
    expect([await live.coins(ana), await live.waiting()]).to.deep.equal([10n, 0n]);
    expect(live.told).to.deep.equal([ana]);
    await live.comes(live.gift(10));
    expect(live.told).to.deep.equal([ana]);
  });

  it("count a streak by its increase, whatever comes twice or late", async () => {
    const hit = (eventId: string, quantity: number): LiveEvent => ({
      ...live.gift(30),
      eventId,
      quantity,
      streak: { group: "17", startedAt: 0, isFinal: false },
    });
    await live.comes(hit("a", 1), hit("b", 7), hit("c", 4));
    await live.comes(hit("b", 7), hit("d", 10), hit("d", 10));
    expect((await live.viewer())?.diamondsTotal).to.equal(300n);
    expect(await live.waiting()).to.equal(6n);
  });

  it("are the same however gifts are split into events, batches and starts", async () => {
    const programme = fc.array(
      fc.record({
        diamonds: fc.oneof(fc.nat(120), fc.constantFrom(0, 1, 49, 50, 44_999)),
        viewerId: fc.constantFrom("1", "2", "3"),
        isLastOfBatch: fc.boolean(),
        isLastOfProcess: fc.boolean(),
      }),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(programme, async (gifts) => {
        const show = (await openAudienceBook(dataSource)).session.id;
        const totals = new Map<string, number>();
        let batch: LiveEvent[] = [];
        for (const { diamonds, viewerId, isLastOfBatch, isLastOfProcess } of gifts) {
          const id = `${show}-${viewerId}`;
          totals.set(id, (totals.get(id) ?? 0) + diamonds);
          batch.push(live.gift(diamonds, { viewerId: id }));
          if (isLastOfBatch) await live.comes(...batch.splice(0));
          if (isLastOfProcess) live.restart();
        }
        await live.comes(...batch);
        batch = [];
        for (const [viewerId, diamonds] of totals) {
          expect(await live.waiting(viewerId)).to.equal(BigInt(Math.floor((2 * diamonds) / 100)));
        }
      }),
      { numRuns: 30 },
    );
  }).timeout(60_000);

  it("are granted once when the same batch comes again", async () => {
    const gifts = [live.gift(100), live.gift(100, { viewerId: "8" }), live.like()];
    expect(await live.comes(...gifts)).to.equal(3);
    expect(await live.comes(...gifts)).to.equal(0);
    live.restart();
    expect(await live.comes(...gifts, live.gift(50))).to.equal(1);
    expect([await live.waiting(), await live.waiting("8")]).to.deep.equal([3n, 2n]);
  });

  it("are granted once when the answer to the commit is lost, and the player is told", async () => {
    const [ana] = (await makePlayers(dataSource, [0n])) as [string];
    await link(ana);
    const cut = await cutAtCommit(database.url);
    const told: string[] = [];
    const consumer = createCoinsConsumer({
      presenceMinutes: 10,
      onWalletsChanged: (playerIds) => told.push(...playerIds),
    });
    const input = {
      room: live.room,
      session: live.session,
      events: [live.gift(100), live.like({ minute: 3 })],
      consumers: [consumer],
      now: LIVE_STARTS_AT,
    };
    cut.loseAnswers(1);
    const lost = await recordBatch(cut.dataSource, input).catch((error: Error) => error.name);
    expect([lost, told]).to.deep.equal(["CommitUnknown", []]);
    expect((await recordBatch(cut.dataSource, input)).batch.events).to.have.length(0);
    await consumer.resync();
    expect([await live.coins(ana), told]).to.deep.equal([2n, [ana]]);
    await cut.close();
  });

  it("are not granted when the batch is rolled back", async () => {
    const failing = { record: () => Promise.reject(new Error("no")) };
    const events = [live.gift(100)];
    const { room, session } = live;
    const consumer = createCoinsConsumer({
      presenceMinutes: 10,
      onWalletsChanged: () => undefined,
    });
    const input = { room, session, events, consumers: [consumer, failing], now: LIVE_STARTS_AT };
    await recordBatch(dataSource, input).catch(() => undefined);
    expect(await live.viewer()).to.equal(null);
    await live.comes(...events);
    expect(await live.waiting()).to.equal(2n);
  });

  it("are one for every 30 minutes watched, over a restart and over sessions", async () => {
    const watch = async (from: number, to: number) => {
      for (let minute = from; minute <= to; minute += 9) await live.comes(live.like({ minute }));
    };
    await watch(0, 27);
    expect([(await live.viewer())?.watchedMinutes, await live.waiting()]).to.deep.equal([27, 0n]);
    live.restart();
    await watch(29, 40);
    expect([(await live.viewer())?.watchedMinutes, await live.waiting()]).to.deep.equal([38, 1n]);
    const later = await openAudienceBook(dataSource);
    for (const minute of [500, 505, 540]) await later.comes(later.chat("hi", { minute }));
    expect((await live.viewer())?.watchedMinutes).to.equal(38 + 5 + 10);
  });

  it("are not earned by watching before the LIVE or in time to come", async () => {
    const early = live.like({ minute: -60 });
    const future = { ...live.like({ minute: 90 }), receivedAt: LIVE_STARTS_AT + 5 * MINUTE_MS };
    await live.comes(early);
    await live.comes(future);
    expect((await live.viewer())?.watchedMinutes).to.equal(5);
  });

  it("are not earned by presence through gifts alone", async () => {
    for (let minute = 0; minute < 60; minute += 5) await live.comes(live.gift(1, { minute }));
    expect((await live.viewer())?.watchedMinutes).to.equal(0);
  });

  for (const source of ["simulator", "recording"] as const) {
    it(`are never written for a ${source}`, async () => {
      const [ana] = (await makePlayers(dataSource, [1_000n])) as [string];
      const told = await openAudienceBook(dataSource, source);
      const code = await told.code(ana, "handle7001");
      await told.comes(told.gift(5_000), told.like(), told.chat(`link ${code}`));
      const rows: { count: number }[] = await dataSource.query(
        `select (select count(*) from live_viewers)::int + (select count(*) from identities)::int
          + (select count(*) from accounts where currency = 'coins')::int as count`,
      );
      expect(rows[0]?.count).to.equal(0);
      expect(await told.coins(ana)).to.equal(undefined);
    });
  }

  it("cost the same few statements for one viewer and for three hundred", async () => {
    const statements = async (count: number, diamonds: number) => {
      const { room, session } = live;
      const coins = createCoinsConsumer({ presenceMinutes: 10, onWalletsChanged: () => undefined });
      const counted = countStatements(coins);
      await recordBatch(dataSource, {
        room,
        session,
        events: Array.from({ length: count }, (_, i) =>
          live.gift(diamonds, { viewerId: `${count}-${i}` }),
        ),
        now: LIVE_STARTS_AT,
        consumers: [counted],
      });
      return counted.statements();
    };
    expect(await statements(1, 100)).to.equal(await statements(300, 100));
    expect(await statements(300, 100)).to.be.at.most(7);
    expect(await statements(300, 1)).to.be.at.most(3);
    expect(await statements(300, 0)).to.equal(0);
  });

  it("are exact when two stages record the same viewers at once", async () => {
    const other = await openAudienceBook(dataSource);
    const rounds = Array.from({ length: 20 }, (_, i) => i);
    const play = async (book: AudienceBook) => {
      for (const round of rounds) {
        const ids = round % 2 === 0 ? ["1", "2", "3"] : ["3", "2", "1"];
        await book.comes(...ids.map((viewerId) => book.gift(33, { viewerId })));
      }
    };
    await Promise.all([play(live), play(other)]);
    for (const id of ["1", "2", "3"]) expect(await live.waiting(id)).to.equal(26n);
  });

  it("never change a chip", async () => {
    const [ana] = (await makePlayers(dataSource, [1_000n])) as [string];
    const chips = () =>
      dataSource.query("select * from postings where currency = 'chips' order by id");
    const before: unknown = await chips();
    await live.comes(live.gift(5_000));
    await link(ana);
    await live.comes(live.gift(5_000), live.chat("unlink"));
    expect(await chips()).to.deep.equal(before);
  });
});

/** A consumer that counts the statements of its last batch. */
function countStatements(consumer: CoinsConsumer): CoinsConsumer & { statements(): number } {
  let asked = 0;
  return {
    ...consumer,
    statements: () => asked,
    async record(manager, batch) {
      const runner = manager.queryRunner as QueryRunner;
      const ask = runner.query.bind(runner);
      asked = 0;
      runner.query = ((...args: Parameters<typeof ask>) => {
        asked += 1;
        return ask(...args);
      }) as QueryRunner["query"];
      const shown = await consumer.record(manager, batch);
      runner.query = ask as QueryRunner["query"];
      return shown;
    },
  };
}
