import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { sampleChat, sampleGift } from "#common/live/event-samples.ts";
import { anonymous } from "#server/framework/caller.ts";
import { type LiveStageBook, openLiveStageBook } from "#server/testing/live-stage-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { createLiveHandlers } from "./live-routes.ts";
import { recordBatch } from "./record-batch.ts";

describe("what the host reads of live input", () => {
  let database: TestDatabase;
  let book: LiveStageBook;
  let recordingsDir: string;
  let handlers: ReturnType<typeof createLiveHandlers>;
  before(async () => {
    database = await createTestDatabase();
    recordingsDir = await mkdtemp(path.join(os.tmpdir(), "gs-recordings-"));
    handlers = createLiveHandlers({ dataSource: database.dataSource, recordingsDir });
    book = await openLiveStageBook(database.dataSource);
    const { channel } = book.session;
    await recordBatch(database.dataSource, {
      room: book.room,
      session: book.session,
      events: [
        sampleGift({
          eventId: "1",
          channel,
          itemId: "999001",
          itemName: "Lion",
          unitValue: 29_999,
        }),
        sampleGift({ eventId: "2", channel, quantity: 4 }),
        sampleGift({ eventId: "3", channel }),
        sampleChat("hi", { eventId: "4", channel }),
      ],
      consumers: [],
      now: 1_800_000_000_000,
    });
  });
  after(async () => {
    await rm(recordingsDir, { recursive: true });
    await database.drop();
  });

  const call = {
    params: undefined,
    query: undefined,
    body: undefined,
    caller: anonymous,
    idempotencyKey: undefined,
    address: "",
    arrivedAtMs: 0,
  };

  it("are sessions, newest first", async () => {
    const later = await openLiveStageBook(database.dataSource);
    const answer = await handlers.listSessions({ ...call, query: { limit: 5 } });
    expect(answer).to.have.nested.property("value.sessions[0].id", later.session.id);
    expect(answer).to.have.deep.nested.property("value.sessions[1]", {
      id: book.session.id,
      stage: book.room.code,
      source: "tiktok",
      channel: book.session.channel,
      startedAt: 1_800_000_000_000,
      endedAt: null,
      events: 4,
    });
  });

  it("is a session's report, counted from its events", async () => {
    const params = { sessionId: book.session.id };
    const answer = await handlers.readReport({ ...call, params });
    expect(answer).to.have.nested.property("value.report.gifts", 6);
    expect(answer).to.have.nested.property("value.report.diamonds", 30_004);
    expect(answer).to.have.nested.property("value.report.chats", 1);
  });

  it("is a refusal for a session that never was", async () => {
    const answer = await handlers.readReport({ ...call, params: { sessionId: 987_654 } });
    expect(answer).to.deep.equal({ ok: false, refusal: { code: "session_unknown" } });
  });

  it("are gifts seen here before those of the shipped list, each once", async () => {
    const answer = await handlers.listGifts(call);
    if (!("value" in answer)) throw new Error("gifts are always answered");
    const { gifts } = answer.value;
    expect(gifts.slice(0, 2)).to.deep.equal([
      { giftId: "5655", name: "Rose", diamonds: 1 },
      { giftId: "999001", name: "Lion", diamonds: 29_999 },
    ]);
    expect(new Set(gifts.map(({ giftId }) => giftId)).size).to.equal(gifts.length);
    expect(gifts.length).to.be.greaterThan(500);
  });

  it("are recordings that a request can name, none without their folder", async () => {
    await writeFile(path.join(recordingsDir, "friday.jsonl"), "{}\n");
    await writeFile(path.join(recordingsDir, "not this one.jsonl"), "{}\n");
    await writeFile(path.join(recordingsDir, "notes.txt"), "");
    await mkdir(path.join(recordingsDir, "folder.jsonl"));
    expect(await handlers.listRecordings(call)).to.have.deep.nested.property("value.recordings", [
      { file: "friday.jsonl", bytes: 3 },
    ]);
    const { dataSource } = database;
    const bare = createLiveHandlers({ dataSource, recordingsDir: `${recordingsDir}/none` });
    const none = await bare.listRecordings(call);
    expect(none).to.have.deep.nested.property("value.recordings", []);
  });
});
