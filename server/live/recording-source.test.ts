import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { LiveEvent } from "#common/live/live-event.ts";
import { createShowReport } from "#common/live/show-report.ts";
import type { SourceStatus } from "#common/live/source-status.ts";
import { type FakeClock, makeFakeClock } from "#server/testing/fake-clock.ts";
import { makeMemoryLog } from "#server/testing/memory-log.ts";
import type { LiveSource, SourceSink } from "./live-source.ts";
import { reportRecording } from "./recording-report.ts";
import { createRecordingSource, type RecordingOptions } from "./recording-source.ts";

const recorded = join(import.meta.dirname, "../testing/recordings/recorded-live-events-2023.jsonl");

interface Watch extends SourceSink {
  events: LiveEvent[];
  statuses: SourceStatus[];
  undecodedMethods: string[];
  /** Resolves when a status of this state has come. */
  until(state: SourceStatus["state"]): Promise<void>;
}

function watch(): Watch {
  const waiting: { state: string; resolve: () => void }[] = [];
  const seen: Watch = {
    events: [],
    statuses: [],
    undecodedMethods: [],
    event: (event) => void seen.events.push(event),
    undecoded: (method) => void seen.undecodedMethods.push(method),
    status(status) {
      seen.statuses.push(status);
      for (const { state, resolve } of waiting) if (state === status.state) resolve();
    },
    until(state) {
      if (seen.statuses.some((status) => status.state === state)) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ state, resolve });
      return promise;
    },
  };
  return seen;
}

describe("the recording source", () => {
  let clock: FakeClock;
  let folder: string;
  const open: LiveSource[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "recordings-"));
  });

  beforeEach(() => {
    clock = makeFakeClock();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((source) => source.stop()));
  });

  after(() => rm(folder, { recursive: true }));

  function play(options: Partial<RecordingOptions> = {}) {
    const sink = watch();
    const log = makeMemoryLog();
    const source = createRecordingSource({
      path: recorded,
      speed: 1,
      isLooped: false,
      clock,
      log,
      ...options,
    })(sink);
    open.push(source);
    source.start();
    return { source, sink, log };
  }

  /** A file of likes at these seconds after eight o'clock. */
  async function makeFile(lines: readonly (number | string)[]): Promise<string> {
    const path = join(folder, "made.jsonl");
    const text = lines.map((line, index) =>
      typeof line === "string" ? line : JSON.stringify(likeAt(line, index)),
    );
    await writeFile(path, text.join("\n"));
    return path;
  }

  it("plays by the distances of the arrivals, as fast as asked", async () => {
    const path = await makeFile([0, 1, 1, 3]);
    for (const speed of [1, 10, 100]) {
      const { sink } = play({ path, speed });
      await sink.until("live");
      const startsAt = clock.now();
      clock.advance(3_000 / speed);
      expect(sink.events.map(({ at }) => at - startsAt)).to.deep.equal([
        0,
        1_000 / speed,
        1_000 / speed,
        3_000 / speed,
      ]);
      expect(sink.statuses.map(({ state }) => state)).to.deep.equal([
        "connecting",
        "live",
        "ended",
      ]);
    }
  });

  it("plays a long silence as five seconds, and never goes back", async () => {
    const { sink } = play({ path: await makeFile([0, 3_600, 3_500, 3_501]) });
    await sink.until("live");
    const startsAt = clock.now();
    clock.advance(6_000);
    expect(sink.events.map(({ at }) => at - startsAt)).to.deep.equal([0, 5_000, 5_000, 6_000]);
  });

  it("brings all streamers as one LIVE with the totals of the report, in the order of the file", async () => {
    const { source, sink } = play({ speed: 100 });
    await sink.until("live");
    clock.advance(600_000);
    await sink.until("ended");

    expect(source.channel).to.match(/^recorded-live-events-2023#[0-9a-f]{6}$/);
    expect(sink.events).to.have.length(593 - 13);
    expect(new Set(sink.events.map(({ channel }) => channel))).to.deep.equal(
      new Set([source.channel]),
    );
    const show = createShowReport();
    for (const event of sink.events) show.add(event);
    const { likes, ...played } = show.report();
    const { likes: ofEach, ...told } = (await reportRecording(recorded, fail)).total;
    expect(played).to.deep.equal(told);
    expect(likes).to.be.at.least(1);
    expect(ofEach).to.be.at.least(1);
    for (const [index, event] of sink.events.entries()) {
      expect(event.at).to.be.at.least(sink.events[index - 1]?.at ?? 0);
    }
  });

  it("plays one streamer's LIVE alone, with its pauses but without its end", async () => {
    const { source, sink } = play({ streamer: "streamer_62", speed: 100 });
    await sink.until("live");
    clock.advance(600_000);
    await sink.until("ended");
    expect(source.channel).to.match(/^streamer_62#/);
    const actions = sink.events.flatMap((event) => (event.kind === "stream" ? event.action : []));
    expect(actions).to.deep.equal(["paused", "resumed"]);
    expect(sink.statuses.map(({ state }) => state)).to.deep.equal([
      "connecting",
      "live",
      "paused",
      "live",
      "ended",
    ]);
  });

  it("moves the beginning of a streak with its gifts, at the playing's speed", async () => {
    const { sink } = play({ streamer: "streamer_56", speed: 20 });
    await sink.until("live");
    clock.advance(600_000);
    const gift = sink.events.find(({ eventId }) => eventId === "7309148535780313864");
    if (gift?.kind !== "support") throw new Error("the gift is missing");
    // 12,846 ms before the gift in the recording.
    expect(gift.at - gift.streak!.startedAt).to.equal(642);
  });

  it("counts again when it is played again, and not when the same playing is taken up again", async () => {
    const path = await makeFile([0]);
    const channels = new Set<string>();
    for (let playing = 0; playing < 5; playing++) {
      const { source, sink } = play({ path });
      await sink.until("ended");
      channels.add(source.channel);
    }
    expect(channels.size).to.equal(5);
    const ids: string[] = [];
    for (let playing = 0; playing < 2; playing++) {
      const { sink } = play({ path, channel: "Made#1" });
      await sink.until("ended");
      ids.push(...sink.events.map(({ channel, eventId }) => `${channel}:${eventId}`));
    }
    expect(ids).to.deep.equal(["made#1:7000", "made#1:7000"]);
  });

  it("taken up again, it tells at once what was heard and goes on where it was", async () => {
    const path = await makeFile([0, 10, 20, 30]);
    for (const isLooped of [false, true]) {
      const { sink } = play({ path, isLooped, channel: "made#1", heardMs: 12_000 });
      await sink.until("live");
      const told = [sink.events.length];
      for (const ms of [2_999, 1, 5_000]) {
        clock.advance(ms);
        told.push(sink.events.length);
      }
      // Silences are played no longer than 5 s: messages are due after 0, 5, 10, 15 and, looped, 20 s.
      expect(told).to.deep.equal([3, 3, 4, isLooped ? 5 : 4]);
    }
  });

  it("looped, every round is a show of its own that counts in full", async () => {
    const path = await makeFile((await readLines()).filter((line) => line.includes("streamer_23")));
    const { source, sink } = play({ path, isLooped: true, speed: 100 });
    await sink.until("live");
    clock.advance(1_000);
    await source.stop();
    const show = createShowReport();
    for (const event of sink.events) show.add(event);
    // Each round has a streak of one Rose and one of two, and begins 50 ms after the one before.
    expect(show.report()).to.include({ streaks: 2 * 21, gifts: 3 * 21, diamonds: 3 * 21 });
  });

  it("counts a bad line, tells its number, and plays on", async () => {
    const { sink, log } = play({ path: await makeFile([0, "{broken", 1]) });
    await sink.until("live");
    clock.advance(1_000);
    expect(sink.events).to.have.length(2);
    expect(sink.undecodedMethods).to.deep.equal(["recording line"]);
    expect(log.lines.map(({ message }) => message)).to.deep.equal([
      "line 2 of the recording is skipped: it is no JSON",
    ]);
  });

  it("fails with a reason when there is nothing to play", async () => {
    const nothing: Partial<RecordingOptions>[] = [
      { path: join(folder, "missing.jsonl") },
      { path: folder },
      { path: await makeFile(["no recording"]) },
      { streamer: "nobody", isLooped: true },
    ];
    for (const options of nothing) {
      const { sink, log } = play(options);
      await sink.until("failed");
      expect(sink.statuses).to.deep.equal([
        { state: "connecting" },
        { state: "failed", fault: "recording_unreadable" },
      ]);
      expect(log.lines.at(-1)).to.include({ level: "error" });
    }
  });

  it("is silent once it is stopped", async () => {
    const { source, sink } = play({ speed: 100 });
    await sink.until("live");
    clock.advance(1_000);
    const { length } = sink.events;
    expect(length).to.be.at.least(1);
    await source.stop();
    clock.advance(600_000);
    expect(sink.events).to.have.length(length);
    expect(sink.statuses.at(-1)).to.deep.equal({ state: "live" });
    const unheard = play();
    await unheard.source.stop();
    clock.advance(600_000);
    expect(unheard.sink.events).to.deep.equal([]);
  });
});

function likeAt(seconds: number, index: number) {
  const tsMs = Date.UTC(2026, 2, 1, 20) + seconds * 1_000;
  return {
    ts: new Date(tsMs).toISOString(),
    streamer: "streamer_1",
    method: "WebcastLikeMessage",
    bytes: 90,
    msg: {
      common: { msgId: String(7_000 + index), createTime: String(tsMs - 400) },
      user: { id: "61", nickname: "Ana" },
      count: 15,
      total: "100",
    },
  };
}

async function readLines(): Promise<string[]> {
  return (await readFile(recorded, "utf8")).trim().split("\n");
}

function fail(bad: unknown): never {
  throw new Error(`a bad line: ${JSON.stringify(bad)}`);
}
