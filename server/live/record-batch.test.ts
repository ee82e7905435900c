import { expect } from "chai";
import type { EntityManager } from "typeorm";
import { sampleChat, sampleGift, sampleViewer } from "#common/live/event-samples.ts";
import { addedGifts } from "#common/live/gift-count.ts";
import type { LiveEvent } from "#common/live/live-event.ts";
import type { RecordedBatch } from "#common/live/recorded-event.ts";
import { LeaseLost } from "#server/framework/durable-room.ts";
import { type LiveStageBook, openLiveStageBook } from "#server/testing/live-stage-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import type { LiveConsumer } from "./live-consumer.ts";
import { LiveEventEntity } from "./live-event-entity.ts";
import { LiveStreakEntity } from "./live-streak-entity.ts";
import { readEvents } from "./read-events.ts";
import { recordBatch } from "./record-batch.ts";
import { StreamSessionEntity } from "./stream-session-entity.ts";

describe("recording a batch", () => {
  let database: TestDatabase;
  let book: LiveStageBook;
  before(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    book = await openLiveStageBook(database.dataSource);
  });
  after(() => database.drop());

  const record = (events: readonly LiveEvent[], consumers: readonly LiveConsumer[] = []) =>
    recordBatch(database.dataSource, {
      room: book.room,
      session: book.session,
      events: events.map((event) => ({ ...event, channel: book.session.channel })),
      consumers,
      now: 1_800_000_000_000,
    });

  async function recordAndShow(events: readonly LiveEvent[], consumer: LiveConsumer) {
    const { afterCommit } = await record(events, [consumer]);
    for (const show of afterCommit) show();
  }

  const hit = (eventId: string, quantity: number, isFinal = false) =>
    sampleGift({ eventId, quantity, streak: { group: "17", startedAt: 1, isFinal } });

  it("keeps events in their order with what is needed to read them back", async () => {
    const chat = sampleChat("Turkey", { eventId: "b" });
    const { batch } = await record([sampleGift({ eventId: "a" }), chat]);
    const rows = await database.dataSource.getRepository(LiveEventEntity).find({
      where: { sessionId: book.session.id },
      order: { seq: "ASC" },
    });
    expect(rows.map(({ eventId, kind }) => [eventId, kind])).to.deep.equal([
      ["a", "support"],
      ["b", "chat"],
    ]);
    expect(rows[1]).to.deep.include({
      viewerId: "7001",
      atMs: 1_000_000n,
      receivedAtMs: 1_000_200n,
      payload: { text: "Turkey", viewer: { handle: "handle7001", name: "Name 7001" } },
    });
    expect(batch.events.map(({ seq }) => seq)).to.deep.equal(rows.map(({ seq }) => seq));
  });

  it("reads an event back as it was recorded, whatever its texts hold", async () => {
    const told = [
      sampleChat('{a},\\u0000 "b"', { eventId: "c", viewer: sampleViewer("7", { isOwner: true }) }),
      sampleGift({ eventId: "d\n'\",{}\\", itemName: "NULL" }),
      sampleChat("", { eventId: "e", viewer: sampleViewer("NULL", { isFollower: true }) }),
    ].map((event) => ({ ...event, channel: book.session.channel }));
    const { batch } = await record(told);
    expect(batch.events.map(({ event }) => event)).to.deep.equal(told);
    const { manager } = database.dataSource;
    const read: LiveEvent[] = [];
    for await (const event of readEvents(manager, book.session.id)) read.push(event);
    expect(read).to.deep.equal(told);
  });

  it("hands a consumer each event once, however often it comes", async () => {
    const { batches, consumer } = recorder();
    await recordAndShow([hit("1", 1), hit("1", 1), hit("2", 3)], consumer);
    await recordAndShow([hit("2", 3), hit("3", 3, true), hit("1", 1)], consumer);
    await recordAndShow([hit("3", 3, true)], consumer);
    const told = batches.map(({ events }) =>
      events.map(({ event, gift }) => [event.eventId, gift && addedGifts(gift)]),
    );
    expect(told).to.deep.equal([
      [
        ["1", 1],
        ["2", 2],
      ],
      [["3", 0]],
    ]);
  });

  it("counts a streak by its highest frame, across batches and in any order", async () => {
    await record([hit("9", 11, true)]);
    await record([hit("1", 3), hit("2", 7)]);
    expect(await book.giftsRecorded()).to.equal(11);
    const mark = await database.dataSource
      .getRepository(LiveStreakEntity)
      .findOneByOrFail({ sessionId: book.session.id });
    expect(mark).to.deep.include({ high: 11, lastAtMs: 1_000_200n });
  });

  it("records the same events of two batches at once a single time", async () => {
    const { batches, consumer } = recorder();
    const frames = Array.from({ length: 40 }, (_, index) => hit(`${index}`, index + 1));
    await Promise.all([
      recordAndShow(frames, consumer),
      recordAndShow(frames.toReversed(), consumer),
    ]);
    const added = batches.flatMap(({ events }) =>
      events.map(({ gift }) => (gift === undefined ? 0 : addedGifts(gift))),
    );
    expect(added.reduce((sum, count) => sum + count, 0)).to.equal(40);
    expect(await book.giftsRecorded()).to.equal(40);
  });

  it("takes consumers' gates before anything is written, and writes all or nothing", async () => {
    const steps: string[] = [];
    const consumer: LiveConsumer = {
      async enter(manager) {
        steps.push(`enter ${await rowsSeen(manager)}`);
      },
      async record(manager) {
        steps.push(`record ${await rowsSeen(manager)}`);
        throw new RangeError("a side nobody knows");
      },
    };
    const thrown = await record([hit("1", 5)], [consumer]).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(RangeError);
    expect(steps).to.deep.equal(["enter 0", "record 1"]);
    const session = await database.dataSource
      .getRepository(StreamSessionEntity)
      .findOneByOrFail({ id: book.session.id });
    expect(session).to.deep.include({ events: 0, gifts: 0 });
  });

  it("answers what to show after the commit, in the order of the consumers", async () => {
    const shown: string[] = [];
    const say = (word: string): LiveConsumer => ({
      record: () => Promise.resolve(() => void shown.push(word)),
    });
    const { afterCommit } = await record([hit("1", 5)], [say("first"), say("second")]);
    expect(shown).to.deep.equal([]);
    for (const show of afterCommit) show();
    expect(shown).to.deep.equal(["first", "second"]);
  });

  it("refuses to write for a room that another process has taken over", async () => {
    await database.dataSource.query("update durable_rooms set epoch = 2 where id = $1", [
      book.room.id,
    ]);
    const thrown = await record([hit("1", 5)]).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(LeaseLost);
  });

  it("refuses an event whose id may have been pruned, and no other", async () => {
    await database.dataSource
      .getRepository(StreamSessionEntity)
      .update({ id: book.session.id }, { prunedBeforeMs: 500n });
    const { batch } = await record([
      sampleGift({ eventId: "old", at: 499 }),
      sampleGift({ eventId: "kept", at: 500 }),
    ]);
    expect(batch.events.map(({ event }) => event.eventId)).to.deep.equal(["kept"]);
  });

  it("keeps a gift whose name the database could not", async () => {
    const { batch } = await record([sampleGift({ itemName: "R\0ose \ud83c", quantity: 2 })]);
    expect(batch.events[0]?.event).to.deep.include({ itemName: "Rose \ufffd", quantity: 2 });
    expect(await book.giftsRecorded()).to.equal(2);
  });

  async function rowsSeen(manager: EntityManager): Promise<number> {
    return manager.countBy(LiveEventEntity, { sessionId: book.session.id });
  }
});

function recorder(): { batches: RecordedBatch[]; consumer: LiveConsumer } {
  const batches: RecordedBatch[] = [];
  return {
    batches,
    consumer: {
      record: (_, batch) => Promise.resolve(() => void batches.push(batch)),
    },
  };
}
