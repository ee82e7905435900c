import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { makeMemoryLog } from "#server/testing/memory-log.ts";
import { pruneRecordings } from "./prune-recordings.ts";
import { openRawRecorder } from "./raw-recorder.ts";

const NOW = 1_800_000_000_000;

describe("pruning recordings", () => {
  it("deletes old ones that the recorder wrote, and nothing of the host's", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "gs-recordings-"));
    const recorder = openRawRecorder({ folder, log: makeMemoryLog() });
    const message = { method: "WebcastChatMessage", bytes: 1, msg: {} };
    recorder.write({ ts: "2026-01-01T20:00:00.000Z", streamer: "some_one.live", ...message });
    await recorder.close();
    const [own] = await readdir(folder);
    await writeFile(path.join(folder, "20270101T200000-fresh-01.jsonl"), "");
    await writeFile(path.join(folder, "my-show.jsonl"), "");
    for (const name of [own ?? "", "my-show.jsonl"]) {
      await utimes(path.join(folder, name), NOW / 1_000 - 10, NOW / 1_000 - 10);
    }
    await utimes(path.join(folder, "20270101T200000-fresh-01.jsonl"), NOW / 1_000, NOW / 1_000);
    expect(await pruneRecordings(folder, NOW - 5_000)).to.deep.equal([own]);
    expect(await readdir(folder)).to.have.members([
      "20270101T200000-fresh-01.jsonl",
      "my-show.jsonl",
    ]);
    await rm(folder, { recursive: true });
  });

  it("does nothing without a folder", async () => {
    expect(await pruneRecordings(path.join(os.tmpdir(), "gs-no-such-folder"), NOW)).to.have.length(
      0,
    );
  });
});
