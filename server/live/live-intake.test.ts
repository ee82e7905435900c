import { appendFile, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { DataSource } from "typeorm";
import { sampleChat, sampleGift, sampleLike, sampleViewer } from "#common/live/event-samples.ts";
import type { LiveEvent, SupportEvent } from "#common/live/live-event.ts";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { runMigrations } from "#server/storage/run-migrations.ts";
import { cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { openLiveStage } from "#server/testing/live-stage.ts";
import { bruteForceGifts } from "#server/testing/live-stage-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { silentLog, startTestPostgres } from "#server/testing/test-postgres.ts";
import type { LiveConsumer } from "./live-consumer.ts";
import { LiveEventEntity } from "./live-event-entity.ts";
import { StreamSessionEntity } from "./stream-session-entity.ts";

describe("the intake of live events", () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
  });
  after(() => database.drop());

  it("counts what gifts are worth in any order, repeated, across restarts and crashes", () => {
    const hit = fc.record({
      viewer: fc.nat(2),
      group: fc.nat(3),
      quantity: fc.integer({ min: 1, max: 30 }),
      isStreak: fc.boolean(),
    });
    const order = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.nat() },
        { weight: 1, arbitrary: fc.constantFrom("restart", "crash") },
      ),
      { minLength: 1, maxLength: 30 },
    );
    return fc.assert(
      fc.asyncProperty(
        fc.array(hit, { minLength: 1, maxLength: 20 }),
        order,
        async (hits, steps) => {
          const gifts = hits.map(toGift);
          const stage = await openLiveStage(database.dataSource);
          for (const step of steps) {
            if (step === "restart") await stage.restart();
            else if (step === "crash") await stage.crash();
            else await stage.send([gifts[step % gifts.length] as SupportEvent]);
          }
          // What a crash took from memory comes again with the platform's history.
          await stage.send(gifts.toReversed());
          await stage.recorded();
          const sessions = await sessionsOf(stage.room.id);
          expect(sessions.map((session) => session.gifts)).to.deep.equal([bruteForceGifts(gifts)]);
          await stage.end();
        },
      ),
      { numRuns: 15 },
    );
  });

  it("loses none of 10,000 gifts in a burst, and counts the likes that it drops", async () => {
    const stage = await openLiveStage(database.dataSource, { bufferMax: 1_000 });
    const burst = Array.from({ length: 30_000 }, (_, index): LiveEvent => {
      const eventId = `${index}`;
      return index % 3 === 0 ? sampleGift({ eventId }) : sampleLike(1, { eventId });
    });
    await stage.send(burst);
    await stage.recorded();
    const { recorded, dropped, gifts } = stage.live.status;
    expect(gifts).to.equal(10_000);
    expect(stage.giftsShown).to.equal(10_000);
    expect(dropped).to.be.greaterThan(15_000);
    expect(recorded + dropped).to.equal(30_000);
    await stage.end();
  });

  it("sets a gift aside that nobody can record, and records the others of its batch", async () => {
    const stage = await openLiveStage(database.dataSource);
    const hell = sampleGift({ eventId: "hell", quantity: 3_000_000_000 });
    await stage.send([...singles(0, 20), hell, ...singles(20, 40)]);
    await stage.recorded();
    expect(stage.live.status.gifts).to.equal(40);
    const files = await stage.files();
    expect(files["room.refused.jsonl"]).to.contain('"eventId":"hell"');
    expect(stage.live.status.refused).to.equal(1);
    const loud = stage.log.lines.filter(({ level }) => level === "error");
    expect(loud.map(({ message }) => message)).to.deep.equal([
      "an event can't be recorded; it is set aside",
    ]);
    await stage.end();
  });

  it("keeps gifts that nobody can record for a reason of the database's own", async () => {
    let isLocked = true;
    const consumer: LiveConsumer = {
      record: async (manager) => {
        await manager.query(isLocked ? "select * from nowhere" : "select 1");
        return undefined;
      },
    };
    const stage = await openLiveStage(database.dataSource, { consumers: [consumer] });
    await stage.send(singles(0, 5));
    await stage.until(() => stage.live.status.spilled === 5);
    isLocked = false;
    await stage.recorded();
    expect(stage.live.status).to.deep.include({ gifts: 5, refused: 0, spilled: 0 });
    await stage.end();
  });

  it("keeps every gift and no more than fits while neither database nor disk takes any", async () => {
    let isLocked = true;
    const consumer: LiveConsumer = {
      record: async (manager) => {
        await manager.query(isLocked ? "select * from nowhere" : "select 1");
        return undefined;
      },
    };
    const stage = await openLiveStage(database.dataSource, {
      consumers: [consumer],
      bufferMax: 100,
    });
    await rm(stage.folder, { recursive: true });
    await writeFile(stage.folder, "no folder");
    for (let round = 0; round < 50; round += 1) {
      const chats = Array.from({ length: 20 }, (_, index) =>
        sampleChat("hi", { eventId: `chat ${round} ${index}` }),
      );
      await stage.send([...singles(round, round + 1), ...chats]);
      await new Promise(setImmediate);
    }
    await stage.until(() => stage.live.status.dropped === 950);
    const errors = stage.log.lines.filter(({ level }) => level === "error");
    expect(errors.length).to.be.below(5);
    await rm(stage.folder);
    isLocked = false;
    await stage.recorded();
    expect(stage.live.status).to.deep.include({ gifts: 50, recorded: 100, refused: 0 });
    await mkdir(stage.folder, { recursive: true });
    await stage.end();
  });

  it("records on when what was counted could not be shown, and lets it be read again", async () => {
    let isBroken = true;
    let resyncs = 0;
    const consumer: LiveConsumer = {
      record: () =>
        Promise.resolve(() => {
          if (isBroken) throw new Error("the board fell over");
        }),
      resync: () => {
        resyncs += 1;
        isBroken = false;
        return Promise.resolve();
      },
    };
    const stage = await openLiveStage(database.dataSource, { consumers: [consumer] });
    await stage.send(singles(0, 3));
    await stage.recorded();
    await stage.send(singles(3, 6));
    await stage.recorded();
    expect(stage.live.status.gifts).to.equal(6);
    expect(resyncs).to.equal(1);
    await stage.end();
  });

  it("counts a batch once whose commit was not answered, and lets consumers read again", async () => {
    const cut = await cutAtCommit(database.url);
    let resyncs = 0;
    const consumer: LiveConsumer = {
      record: () => Promise.resolve(undefined),
      resync: () => {
        resyncs += 1;
        return Promise.resolve();
      },
    };
    const stage = await openLiveStage(cut.dataSource, { consumers: [consumer] });
    await stage.send(singles(0, 2));
    await stage.recorded();
    cut.loseAnswers(1);
    await stage.send(singles(2, 7));
    await stage.recorded();
    expect((await sessionsOf(stage.room.id)).map(({ gifts }) => gifts)).to.deep.equal([7]);
    expect(resyncs).to.equal(1);
    expect(stage.live.status).to.deep.include({ recorded: 7, gifts: 7 });
    await stage.end();
    await cut.close();
  });

  it("puts gifts on the disk while its database is silent, and records them when it speaks", async () => {
    const cut = await cutAtCommit(database.url, { statementTimeoutMs: 200 });
    const stage = await openLiveStage(cut.dataSource);
    await stage.send(singles(0, 2));
    await stage.recorded();
    cut.fallSilent();
    await stage.send(singles(2, 7));
    await stage.until(() => stage.live.status.spilled === 5);
    cut.speakAgain();
    await stage.recorded();
    expect((await sessionsOf(stage.room.id)).map(({ gifts }) => gifts)).to.deep.equal([7]);
    expect(stage.live.status.spilled).to.equal(0);
    await stage.end();
    await cut.close();
  });

  it("stops when its room belongs to another process, and keeps its gifts on the disk", async () => {
    const stage = await openLiveStage(database.dataSource);
    await stage.send(singles(0, 2));
    await stage.recorded();
    await database.dataSource.query("update durable_rooms set epoch = 9 where id = $1", [
      stage.room.id,
    ]);
    await stage.send(singles(2, 5));
    await stage.until(() => !stage.source.isRunning);
    await stage.recorded();
    expect((await stage.files())["room.jsonl"]?.match(/"eventId"/g)).to.have.length(3);
    expect((await sessionsOf(stage.room.id)).map(({ gifts }) => gifts)).to.deep.equal([2]);
    await stage.end();
  });

  describe("whose database goes away", function () {
    this.timeout(60_000);

    it("puts gifts and what they depend on to the disk, and records them in order later", async () => {
      const { dataSource, postgres, close } = await startOwnDatabase();
      const stage = await openLiveStage(dataSource, { bufferMax: 150 });
      await stage.send(singles(0, 5));
      await stage.recorded();
      await postgres.stop();
      await stage.send([
        sampleChat("Turkey", { eventId: "comment" }),
        ...Array.from({ length: 200 }, (_, index) => sampleLike(1, { eventId: `like ${index}` })),
        ...singles(5, 105),
      ]);
      await stage.until(() => stage.live.status.spilled === 100);
      expect((await stage.files())["room.jsonl"]?.match(/\n/g)).to.have.length(101);
      expect(stage.live.status.dropped).to.be.greaterThan(100);
      await postgres.ensureRunning();
      await stage.send(singles(105, 110));
      await stage.recorded();
      const rows = await dataSource.getRepository(LiveEventEntity).find({ order: { seq: "ASC" } });
      const ids = rows.filter(({ kind }) => kind !== "like").map(({ eventId }) => eventId);
      expect(ids).to.deep.equal([
        ...singles(0, 5).map(({ eventId }) => eventId),
        "comment",
        ...singles(5, 110).map(({ eventId }) => eventId),
      ]);
      expect(stage.live.status).to.deep.include({ spilled: 0, gifts: 110 });
      expect(await stage.files()).to.deep.equal({});
      await stage.end();
      await close();
    });

    it("finds what it spilled at its next start, but for a torn last line", async () => {
      const { dataSource, postgres, close } = await startOwnDatabase();
      const stage = await openLiveStage(dataSource);
      await stage.send(singles(0, 1));
      await stage.recorded();
      await postgres.stop();
      await stage.send(singles(1, 31));
      await stage.live.stop();
      await appendFile(path.join(stage.folder, `${stage.room.id}.jsonl`), '{"sessionId":1,"eve');
      await postgres.ensureRunning();
      await stage.restart();
      await stage.recorded();
      expect(stage.live.status).to.deep.include({ spilled: 0, gifts: 31, recorded: 31 });
      expect(stage.log.lines.some(({ message }) => message.includes("half written"))).to.equal(
        true,
      );
      await stage.end();
      await close();
    });

    it("ends the session of a host who disconnects meanwhile, behind its last gift", async () => {
      const { dataSource, postgres, close } = await startOwnDatabase();
      const stage = await openLiveStage(dataSource);
      await stage.send(singles(0, 1));
      await stage.recorded();
      await postgres.stop();
      await stage.send(singles(1, 4));
      let isLeft = false;
      const leaving = stage.live.disconnect().then(() => {
        isLeft = true;
      });
      await stage.until(() => isLeft);
      await leaving;
      expect(stage.live.status.state).to.equal("off");
      await postgres.ensureRunning();
      await stage.recorded();
      const sessions = await dataSource.getRepository(StreamSessionEntity).find();
      expect(sessions[0]).to.deep.include({ gifts: 4, isKept: false });
      expect(sessions[0]?.endedAtMs).to.not.equal(null);
      await stage.end();
      await close();
    });
  });

  const sessionsOf = (roomId: string) =>
    database.dataSource.getRepository(StreamSessionEntity).findBy({ roomId });
});

/** A database that a test may stop and start. */
async function startOwnDatabase() {
  const postgres = await startTestPostgres({ durable: false });
  await runMigrations({ url: postgres.url, log: silentLog });
  const dataSource = new DataSource(dataSourceOptions({ url: postgres.url, log: silentLog }));
  await dataSource.initialize();
  return {
    dataSource,
    postgres,
    async close() {
      await dataSource.destroy();
      await postgres.stop();
      await postgres.remove();
    },
  };
}

function singles(from: number, to: number): SupportEvent[] {
  return Array.from({ length: to - from }, (_, index) =>
    sampleGift({ eventId: `gift ${from + index}` }),
  );
}

function toGift(
  hit: { viewer: number; group: number; quantity: number; isStreak: boolean },
  index: number,
): SupportEvent {
  const { quantity, isStreak } = hit;
  return sampleGift({
    eventId: `gift ${index}`,
    viewer: sampleViewer(`${hit.viewer}`),
    quantity,
    ...(isStreak ? { streak: { group: `${hit.group}`, startedAt: 1, isFinal: false } } : {}),
  });
}
