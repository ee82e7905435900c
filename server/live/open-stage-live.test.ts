import { expect } from "chai";
import { sampleChat, sampleGift, sampleLike, sampleViewer } from "#common/live/event-samples.ts";
import type { LiveEvent } from "#common/live/live-event.ts";
import { type LiveStage, openLiveStage } from "#server/testing/live-stage.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { LiveEventEntity } from "./live-event-entity.ts";
import { StreamSessionEntity } from "./stream-session-entity.ts";

describe("the live input of a stage", () => {
  let database: TestDatabase;
  let stage: LiveStage;
  before(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    stage = await openLiveStage(database.dataSource);
  });
  afterEach(() => stage.end());
  after(() => database.drop());

  it("records what its source tells and says so on the host's screen", async () => {
    await stage.send([
      sampleGift({ eventId: "1", quantity: 3 }),
      sampleLike(5, { eventId: "2", roomTotal: 900 }),
      { ...sampleChat("hi"), eventId: "3" },
    ]);
    await stage.recorded();
    await stage.until(() => stage.statuses.at(-1)?.recorded === 3);
    expect(stage.live.status).to.deep.include({
      state: "live",
      source: "tiktok",
      gifts: 3,
      likes: 900,
      dropped: 0,
      spilled: 0,
    });
    expect(stage.giftsShown).to.equal(3);
  });

  it("tells its status ten times a second at most", async () => {
    await stage.send([]);
    const before = stage.statuses.length;
    for (let index = 0; index < 500; index += 1) {
      stage.source.event(sampleLike(1, { eventId: `${index}` }));
    }
    stage.clock.advance(1_000);
    await stage.recorded();
    expect(stage.statuses.length - before).to.be.within(1, 13);
  });

  it("refuses a second source while a session is open", async () => {
    await stage.send([]);
    const again = await stage.live.connect({ source: "simulator", seed: 1, eventsPerSecond: 20 });
    expect(again).to.deep.include({ ok: false, refusal: { code: "source_connected" } });
    expect(stage.live.status.source).to.equal("tiktok");
  });

  it("connects to something else after a source that failed", async () => {
    await stage.send([]);
    stage.source.status("failed");
    const next = await stage.live.connect({ source: "tiktok", channel: "somebody-else" });
    expect(next).to.have.property("ok", true);
    expect(await openSessions()).to.deep.equal(["somebody-else"]);
  });

  it("refuses a LIVE that another stage is connected to, until that one leaves it", async () => {
    const other = await openLiveStage(database.dataSource);
    const request = { source: "tiktok", channel: "both-want-her" } as const;
    await other.live.connect(request);
    const refused = await stage.live.connect(request);
    expect(refused).to.deep.include({ ok: false, refusal: { code: "source_connected" } });
    expect(stage.live.status.state).to.equal("off");
    await other.live.disconnect();
    expect(await stage.live.connect(request)).to.have.property("ok", true);
    await other.end();
  });

  it("takes a LIVE over from a stage that was closed", async () => {
    const other = await openLiveStage(database.dataSource);
    const request = { source: "tiktok", channel: "orphan" } as const;
    await other.live.connect(request);
    await database.dataSource.query("update durable_rooms set closed_at = now() where id = $1", [
      other.room.id,
    ]);
    expect(await stage.live.connect(request)).to.have.property("ok", true);
    await other.end();
  });

  it("ends a session behind its last event when the host disconnects", async () => {
    await stage.send(gifts(0, 1_200));
    await stage.live.disconnect();
    const [session] = await sessions();
    expect(session?.endedAtMs).to.not.equal(null);
    expect(session?.gifts).to.equal(1_200);
    expect(stage.live.session).to.equal(undefined);
    expect(stage.live.status.state).to.equal("off");
    await stage.restart();
    expect(stage.source.isRunning).to.equal(false);
  });

  it("goes on with the same session after a restart", async () => {
    await stage.send(gifts(0, 3));
    const session = stage.live.session;
    await stage.restart();
    expect(stage.live.session).to.deep.equal(session);
    await stage.send(gifts(1, 5));
    await stage.recorded();
    expect(stage.live.status).to.deep.include({ recorded: 5, gifts: 5 });
    expect(await sessions()).to.have.length(1);
  });

  it("begins a new session when a LIVE ended and another one starts", async () => {
    await stage.send(gifts(0, 2));
    stage.source.status("ended");
    stage.source.event(sampleGift({ eventId: "late" }));
    stage.source.status("connecting");
    stage.source.event(sampleGift({ eventId: "next" }));
    stage.source.status("live");
    await stage.recorded();
    const both = await sessions();
    expect(both.map(({ gifts: count }) => count)).to.deep.equal([3, 1]);
    expect(both[0]?.endedAtMs).to.not.equal(null);
    expect(stage.live.session?.id).to.equal(both[1]?.id);
  });

  it("waits for the next LIVE of the same channel across a restart", async () => {
    await stage.send(gifts(0, 2));
    stage.source.status("ended");
    await stage.recorded();
    await stage.restart();
    expect(stage.live.session).to.equal(undefined);
    stage.source.status("live");
    stage.source.event(sampleGift({ eventId: "next" }));
    await stage.recorded();
    expect((await sessions()).map(({ gifts: count }) => count)).to.deep.equal([2, 1]);
  });

  it("takes a LIVE after a quarter of an hour of silence for another one", async () => {
    await stage.send([sampleGift({ eventId: "1" })]);
    stage.clock.advance(901_000);
    stage.source.status("connecting");
    stage.source.event(sampleGift({ eventId: "2" }));
    await stage.recorded();
    expect(await sessions()).to.have.length(2);
  });

  it("is done with a recording at its end", async () => {
    await stage.live.connect({ source: "recording", file: "a.jsonl", speed: 1, isLooped: false });
    stage.source.event(sampleGift({ eventId: "1" }));
    stage.source.status("ended");
    await stage.until(() => !stage.source.isRunning);
    await stage.recorded();
    expect(stage.live.status).to.deep.include({ state: "ended", gifts: 1 });
    await stage.restart();
    expect(stage.live.status.state).to.equal("off");
    const next = await stage.live.connect({ source: "tiktok", channel: "after-it" });
    expect(next).to.have.property("ok", true);
  });

  it("lets a recording that was interrupted go on under its own name", async () => {
    await stage.live.connect({ source: "recording", file: "a.jsonl", speed: 1, isLooped: false });
    stage.source.event(sampleGift({ eventId: "1" }));
    const { channel } = stage.source;
    await stage.crash();
    expect(stage.source.channel).to.equal(channel);
    stage.source.event(sampleGift({ eventId: "1" }));
    stage.source.event(sampleGift({ eventId: "2" }));
    await stage.recorded();
    expect((await sessions()).map(({ gifts: count }) => count)).to.deep.equal([2]);
  });

  it("goes on when the host's screen throws", async () => {
    await stage.send([]);
    stage.breakScreen();
    stage.source.status("paused");
    stage.source.event(sampleGift({ eventId: "1" }));
    await stage.recorded();
    expect(stage.live.status).to.deep.include({ state: "paused", gifts: 1 });
    expect(stage.log.lines.at(-1)?.message).to.contain("could not be shown");
  });

  it("puts masked names into the record", async () => {
    const masked = await openLiveStage(database.dataSource, {
      maskName: (name, id) => (name === "rude" ? `viewer ${id}` : name),
    });
    await masked.send([
      sampleGift({ eventId: "1", viewer: sampleViewer("44", { name: "rude" }) }),
      sampleGift({ eventId: "2" }),
    ]);
    await masked.recorded();
    const rows = await database.dataSource.getRepository(LiveEventEntity).find({
      where: { channel: masked.source.channel },
      order: { seq: "ASC" },
    });
    expect(rows.map(({ payload }) => (payload.viewer as { name: string }).name)).to.deep.equal([
      "viewer 44",
      "Name 7001",
    ]);
    await masked.end();
  });

  const sessions = () =>
    database.dataSource.getRepository(StreamSessionEntity).find({
      where: { roomId: stage.room.id },
      order: { id: "ASC" },
    });

  async function openSessions(): Promise<string[]> {
    const rows = await sessions();
    return rows.filter(({ endedAtMs }) => endedAtMs === null).map(({ channel }) => channel);
  }
});

function gifts(from: number, to: number): LiveEvent[] {
  return Array.from({ length: to - from }, (_, index) =>
    sampleGift({ eventId: `gift ${from + index}` }),
  );
}
