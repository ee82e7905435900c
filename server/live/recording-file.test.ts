import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type BadLine, type RecordedMessage, readRecording } from "./recording-file.ts";

const good = {
  ts: "2026-03-01T20:00:00.250Z",
  streamer: "streamer_1",
  method: "WebcastChatMessage",
  bytes: 90,
  msg: { content: "héllo 🇹🇷" },
};

describe("a recording's file", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "recordings-"));
  });

  after(() => rm(folder, { recursive: true }));

  async function read(content: string | Uint8Array) {
    const path = join(folder, "show.jsonl");
    await writeFile(path, content);
    const messages: RecordedMessage[] = [];
    const bad: BadLine[] = [];
    for await (const message of readRecording(path, (line) => bad.push(line))) {
      messages.push(message);
    }
    return { messages, bad };
  }

  it("yields its messages with the moment of their arrival", async () => {
    const { messages, bad } = await read(`${JSON.stringify(good)}\n\n${JSON.stringify(good)}`);
    const message = { ...good, tsMs: Date.parse(good.ts) };
    expect(messages).to.deep.equal([message, message]);
    expect(bad).to.deep.equal([]);
  });

  it("names a line that can't be read and goes on behind it", async () => {
    const lines = [
      JSON.stringify(good),
      '{"ts": "2026-03',
      "7",
      JSON.stringify({ ...good, ts: "yesterday" }),
      JSON.stringify({ ...good, streamer: null }),
      JSON.stringify({ ...good, msg: [] }),
      "x".repeat(4_000_001),
      `${JSON.stringify(good)}\r`,
    ];
    const { messages, bad } = await read(lines.join("\n"));
    expect(messages).to.have.length(2);
    expect(bad).to.deep.equal([
      { line: 2, reason: "it is no JSON" },
      { line: 3, reason: "it is no object" },
      { line: 4, reason: "its ts is no time" },
      { line: 5, reason: "it has no streamer" },
      { line: 6, reason: "it has no message" },
      { line: 7, reason: "it is too long" },
    ]);
  });

  it("reads letters whole wherever the file's pieces are cut", async () => {
    const text = "🇹🇷é".repeat(30_000);
    const line = JSON.stringify({ ...good, msg: { content: text } });
    const { messages } = await read(`${line}\n${line}\n`);
    for (const { msg } of messages) expect(msg["content"]).to.equal(text);
    expect(messages).to.have.length(2);
  });

  it("is refused when it is missing, a folder, or holds not one message", async () => {
    const reasons: unknown[] = [];
    for (const path of [join(folder, "missing.jsonl"), folder]) {
      const reading = readRecording(path, () => undefined).next();
      reasons.push(await reading.catch((error: NodeJS.ErrnoException) => error.code));
    }
    expect(reasons).to.deep.equal(["ENOENT", "EISDIR"]);
    for (const content of ["", "\n\n", "no recording\n", new Uint8Array(100_000)]) {
      const error: unknown = await read(content).catch((reason: unknown) => reason);
      expect(error)
        .to.be.instanceOf(Error)
        .with.property("message")
        .that.includes("no recorded message");
    }
  });
});
