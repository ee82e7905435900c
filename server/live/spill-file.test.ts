import { appendFile, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { sampleChat, sampleGift } from "#common/live/event-samples.ts";
import { makeMemoryLog } from "#server/testing/memory-log.ts";
import { openSpillFile, type SpilledEvent } from "./spill-file.ts";

describe("the spill file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "gs-spill-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const log = makeMemoryLog();
  const pathOf = () => path.join(folder, "live", "room.jsonl");
  const open = () => openSpillFile({ path: pathOf(), log });
  const gifts = (from: number, to: number): SpilledEvent[] =>
    Array.from({ length: to - from }, (_, index) => ({
      sessionId: 3,
      event: sampleGift({ eventId: `${from + index}` }),
    }));

  it("is not there until something has to wait", async () => {
    const spill = await open();
    expect(spill.isEmpty).to.equal(true);
    const missing = await stat(pathOf()).catch((error: NodeJS.ErrnoException) => error.code);
    expect(missing).to.equal("ENOENT");
  });

  it("gives events back in their order, and the same ones until they are dropped", async () => {
    const spill = await open();
    await spill.append(gifts(0, 3));
    await spill.append(gifts(3, 5));
    expect(await spill.read(2)).to.deep.equal(gifts(0, 2));
    expect(await spill.read(4)).to.deep.equal(gifts(0, 4));
    await spill.drop();
    expect(spill.gifts).to.equal(1);
    expect(await spill.read(9)).to.deep.equal(gifts(4, 5));
  });

  it("is gone once everything was dropped", async () => {
    const spill = await open();
    await spill.append(gifts(0, 3));
    await spill.read(9);
    await spill.drop();
    expect([spill.isEmpty, spill.gifts]).to.deep.equal([true, 0]);
    expect((await open()).isEmpty).to.equal(true);
    await spill.append(gifts(7, 8));
    expect(await spill.read(9)).to.deep.equal(gifts(7, 8));
  });

  it("is found again by the next start, with what was not dropped", async () => {
    const first = await open();
    await first.append([...gifts(0, 2), { sessionId: null, event: sampleChat("Turkey") }]);
    const next = await open();
    expect(next.gifts).to.equal(2);
    const events = await next.read(9);
    expect(events.map(({ sessionId, event }) => [sessionId, event.kind])).to.deep.equal([
      [3, "support"],
      [3, "support"],
      [null, "chat"],
    ]);
  });

  it("loses a torn last line alone, and says so", async () => {
    const first = await open();
    await first.append(gifts(0, 2));
    await appendFile(pathOf(), '{"sessionId":3,"event":{"kind":"supp');
    const next = await open();
    expect(log.lines.at(-1)?.message).to.contain("half written");
    await next.append(gifts(2, 3));
    expect(await next.read(9)).to.deep.equal(gifts(0, 3));
  });

  it("leaves out a line that a disk has spoilt, and says which", async () => {
    const first = await open();
    await first.append(gifts(0, 1));
    await appendFile(pathOf(), "\u0000\u0000\n");
    await first.append(gifts(1, 2));
    const next = await open();
    expect(await next.read(9)).to.deep.equal(gifts(0, 2));
    expect(log.lines.at(-1)).to.deep.include({ level: "error" });
    await next.drop();
    expect(next.isEmpty).to.equal(true);
  });

  it("reads a line that is longer than what is read at once", async () => {
    const spill = await open();
    const long: SpilledEvent = { sessionId: 3, event: sampleChat("x".repeat(3_000_000)) };
    await spill.append([long, ...gifts(0, 1)]);
    expect(await spill.read(1)).to.deep.equal([long]);
    await spill.drop();
    expect(await spill.read(1)).to.deep.equal(gifts(0, 1));
    expect(await readFile(pathOf(), "utf8")).to.match(/\n$/);
  });
});
