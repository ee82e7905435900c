import { expect } from "chai";
import { sampleGift } from "#common/live/event-samples.ts";
import type { LiveEvent } from "#common/live/live-event.ts";
import { type LiveStageBook, openLiveStageBook } from "#server/testing/live-stage-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { LiveEventEntity } from "./live-event-entity.ts";
import { LiveStreakEntity } from "./live-streak-entity.ts";
import { pruneLive } from "./prune-live.ts";
import { recordBatch } from "./record-batch.ts";
import { reportSession } from "./report-session.ts";
import { beginSession, endSession } from "./store-session.ts";
import { StreamSessionEntity } from "./stream-session-entity.ts";
import { toStreamSession } from "./to-stream-session.ts";

const NOW = 1_800_000_000_000;

describe("pruning live events", () => {
  let database: TestDatabase;
  let book: LiveStageBook;
  before(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    book = await openLiveStageBook(database.dataSource);
  });
  after(() => database.drop());

  const record = (events: readonly LiveEvent[]) =>
    recordBatch(database.dataSource, {
      room: book.room,
      session: book.session,
      events: events.map((event) => ({ ...event, channel: book.session.channel })),
      consumers: [],
      now: NOW,
    });
  const gift = (eventId: string, at: number, group?: string) =>
    sampleGift({
      eventId,
      at,
      receivedAt: at,
      ...(group === undefined ? {} : { streak: { group, startedAt: at, isFinal: false } }),
    });

  it("drops old events and old streaks, in pages, and nothing else", async () => {
    const old = Array.from({ length: 6_000 }, (_, index) => gift(`old ${index}`, NOW + 1, "1"));
    for (let from = 0; from < old.length; from += 2_000)
      await record(old.slice(from, from + 2_000));
    await record([gift("new", NOW + 5_000, "2")]);
    expect(await pruneLive(database.dataSource, NOW + 1_000)).to.equal(6_000);
    const kept = await database.dataSource
      .getRepository(LiveEventEntity)
      .findBy({ sessionId: book.session.id });
    expect(kept.map(({ eventId }) => eventId)).to.deep.equal(["new"]);
    const streaks = await database.dataSource
      .getRepository(LiveStreakEntity)
      .findBy({ sessionId: book.session.id });
    expect(streaks.map(({ key }) => key.split(":").at(-1))).to.deep.equal(["2"]);
    expect(await pruneLive(database.dataSource, NOW + 1_000)).to.equal(0);
  });

  it("keeps the report of a show whose events are gone", async () => {
    await record([gift("1", NOW + 1), gift("2", NOW + 2)]);
    const sessions = database.dataSource.getRepository(StreamSessionEntity);
    await sessions.update({ id: book.session.id }, { endedAtMs: BigInt(NOW + 10) });
    await pruneLive(database.dataSource, NOW + 1_000);
    const session = await sessions.findOneByOrFail({ id: book.session.id });
    expect(await reportSession(database.dataSource, session)).to.deep.include({
      gifts: 2,
      diamonds: 2,
    });
  });

  it("counts a streak that goes on in another session once over all reports", async () => {
    const hit = (eventId: string, at: number, quantity: number) => ({
      ...gift(eventId, at, "9"),
      quantity,
    });
    await record([hit("1", NOW + 1, 5)]);
    const { source, channel, id: sessionId } = book.session;
    const { room } = book;
    await endSession(database.dataSource, { room, sessionId, isKept: false, now: NOW + 5 });
    const request = { source: "tiktok", channel } as const;
    const begun = { room, source, channel, request, now: NOW + 6 };
    const later = await beginSession(database.dataSource, begun);
    await recordBatch(database.dataSource, {
      room,
      session: toStreamSession(later),
      events: [{ ...hit("2", NOW + 7, 8), channel }],
      consumers: [],
      now: NOW + 7,
    });
    const ended = { room, sessionId: later.id, isKept: false, now: NOW + 8 };
    await endSession(database.dataSource, ended);
    await pruneLive(database.dataSource, NOW + 1_000);
    const sessions = await database.dataSource
      .getRepository(StreamSessionEntity)
      .find({ where: { channel }, order: { id: "ASC" } });
    expect(sessions.map(({ gifts }) => gifts)).to.deep.equal([5, 3]);
    expect(sessions.map(({ report }) => report?.gifts)).to.deep.equal([5, 3]);
  });

  it("lets no dropped event count a second time, in this session or a later one", async () => {
    await record([gift("1", NOW + 1)]);
    await pruneLive(database.dataSource, NOW + 1_000);
    const { batch, giftsTooOld } = await record([gift("1", NOW + 1), gift("late", NOW + 1_000)]);
    expect(batch.events.map(({ event }) => event.eventId)).to.deep.equal(["late"]);
    expect(giftsTooOld).to.equal(1);
    expect(await book.giftsRecorded()).to.equal(2);
    const { source, channel, id: sessionId } = book.session;
    const ended = { room: book.room, sessionId, isKept: false, now: NOW + 5 };
    await endSession(database.dataSource, ended);
    const request = { source: "tiktok", channel } as const;
    const begun = { room: book.room, source, channel, request, now: NOW + 6 };
    const later = await beginSession(database.dataSource, begun);
    expect(later.prunedBeforeMs).to.equal(BigInt(NOW + 1_000));
  });
});
