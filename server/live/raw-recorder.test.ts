import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { LiveEvent } from "#common/live/live-event.ts";
import { makeMemoryLog } from "#server/testing/memory-log.ts";
import type { RawMessage } from "./live-source.ts";
import { withoutTraces } from "./raw-pseudonyms.ts";
import { openRawRecorder } from "./raw-recorder.ts";
import { type RecordedMessage, readRecording } from "./recording-file.ts";
import { reportRecording } from "./recording-report.ts";
import { toLiveEvent } from "./tiktok/to-live-event.ts";

const recorded = join(import.meta.dirname, "../testing/recordings/recorded-live-events-2023.jsonl");

describe("the raw recorder", () => {
  let folder: string;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "recordings-")), "kept");
  });

  afterEach(() => rm(join(folder, ".."), { recursive: true, force: true }));

  async function record(
    messages: readonly RawMessage[],
    options: { fileBytesMax?: number; filesMax?: number } = {},
  ) {
    const log = makeMemoryLog();
    const recorder = openRawRecorder({ folder, log, ...options });
    for (const message of messages) recorder.write(message);
    await recorder.close();
    const files = (await readdir(folder).catch(() => [])).toSorted((a, b) => a.localeCompare(b));
    return { log, paths: files.map((file) => join(folder, file)) };
  }

  it("writes what plays back as the same show, with other people in it", async () => {
    const original = await readAll(recorded);
    const { paths } = await record(original);
    expect(paths).to.have.length(1);
    const kept = await readAll(paths[0]!);

    expect(kept.map(storyOf)).to.deep.equal(original.map(storyOf));
    const people = new Map<string, string>();
    for (const [index, message] of original.entries()) {
      const [was, is] = [viewerOf(message), viewerOf(kept[index]!)];
      if (was === undefined || is === undefined) continue;
      expect(people.get(was.id) ?? is.id).to.equal(is.id);
      expect(is.id).not.to.equal(was.id);
      expect(is.name).not.to.equal(was.name);
      people.set(was.id, is.id);
    }
    expect(new Set(people.values()).size).to.equal(people.size);

    const { total: was } = await reportRecording(recorded, fail);
    const { total: is } = await reportRecording(paths[0]!, fail);
    expect({ ...is, byViewer: worths(is.byViewer) }).to.deep.equal({
      ...was,
      byViewer: worths(was.byViewer),
    });
  });

  it("keeps nothing by which a person could be found", async () => {
    const { paths } = await record([
      {
        ts: "2026-03-01T20:00:00.000Z",
        streamer: "real.streamer",
        method: "WebcastChatMessage",
        bytes: 900,
        msg: {
          common: {
            msgId: "71",
            createTime: "1772395200000",
            roomId: "7345678901",
            secret: "s3cret",
          },
          user: {
            id: "6555444333",
            displayId: "jane.doe",
            nickname: "Jane Doe",
            secUid: "MS4wLjAB",
            avatarThumb: { urlList: ["https://pictures.test/jane.jpg"] },
            badgeList: [{ text: "Jane" }],
          },
          content: "hi @john_roe call +44 7700 900123 or see www.jane.test/me, Turkey!",
          mentionUsers: [{ id: "6111", nickname: "John Roe" }],
        },
      },
    ]);
    const text = (await readFile(paths[0]!, "utf8")) + paths[0]!.slice(folder.length);
    for (const trace of [
      "jane",
      "john",
      "doe",
      "6555444333",
      "6111",
      "7345678901",
      "real.",
      "7700",
      "MS4w",
      "s3cret",
    ]) {
      expect(text.toLowerCase()).not.to.include(trace.toLowerCase());
    }
    expect(text).to.include("Turkey!");
  });

  it("takes mentions, addresses and long numbers out of comments and leaves the rest", () => {
    const table: [raw: string, kept: string][] = [
      ["go Turkey 100 to 90", "go Turkey 100 to 90"],
      ["@ali_can vs @عمر", "@viewer vs @viewer"],
      ["mail a.b+c@mail.example.org now", "mail mail now"],
      ["look: https://t.co/x?y=1 ok", "look: link ok"],
      ["visit mypage.com/me", "visit link"],
      ["0532 123 45 67", "000000"],
      ["٠٥٣٢١٢٣٤٥٦٧", "000000"],
    ];
    for (const [raw, kept] of table) expect(withoutTraces(raw)).to.equal(kept);
  });

  it("begins another file when one is full, and ends when there are enough", async () => {
    const original = await readAll(recorded);
    const { paths, log } = await record(original, { fileBytesMax: 20_000, filesMax: 3 });
    expect(paths).to.have.length(3);
    for (const path of paths) expect((await stat(path)).size).to.be.within(10_000, 20_000);
    const kept = (await Promise.all(paths.map(readAll))).flat();
    expect(kept.map(storyOf)).to.deep.equal(original.slice(0, kept.length).map(storyOf));
    expect(log.lines.filter(({ level }) => level === "error")).to.have.length(1);
  });

  it("tells of a disk that refuses, and lets the show go on", async () => {
    await writeFile(folder, "a file where the folder should be");
    const { log } = await record(await readAll(recorded));
    expect(log.lines.filter(({ level }) => level === "error")).to.have.length(1);
  });

  it("leaves out what tells nothing of ours and survives what is no message at all", async () => {
    const message = { ts: "2026-03-01T20:00:00.000Z", streamer: "x", bytes: 1 };
    const { paths, log } = await record([
      { ...message, method: "WebcastUnknownMessage", msg: { user: { nickname: "Jane" } } },
      { ...message, method: "WebcastGiftMessage", msg: { user: null, gift: 3, common: [] } },
    ]);
    expect(await readAll(paths[0]!)).to.have.length(1);
    expect(log.lines.filter(({ level }) => level === "error")).to.deep.equal([]);
  });
});

async function readAll(path: string): Promise<RecordedMessage[]> {
  const messages: RecordedMessage[] = [];
  for await (const message of readRecording(path, fail)) messages.push(message);
  return messages;
}

function fail(bad: unknown): never {
  throw new Error(`a bad line: ${JSON.stringify(bad)}`);
}

function eventOf(message: RawMessage): LiveEvent {
  return toLiveEvent(message, {
    source: "tiktok",
    channel: "somebody",
    receivedAt: Date.parse(message.ts),
    toServerTime: (createdAtMs) => createdAtMs,
  })!;
}

function viewerOf(message: RawMessage) {
  const event = eventOf(message);
  return "viewer" in event ? event.viewer : undefined;
}

/** All that is told, but for who it is and what he writes. */
function storyOf(message: RawMessage): unknown {
  const event = eventOf(message);
  if (event.kind === "moderation")
    return { ...event, deletedViewerIds: event.deletedViewerIds.length };
  if (!("viewer" in event)) return event;
  const { id: _id, handle: _handle, name: _name, ...roles } = event.viewer;
  return { ...event, viewer: roles, ...("text" in event && { text: withoutTraces(event.text) }) };
}

function worths(sums: readonly { gifts: number; diamonds: number }[]) {
  return sums.map(({ gifts, diamonds }) => [gifts, diamonds].join()).sort();
}
