import { open, rm, stat, truncate } from "node:fs/promises";
import type { LiveEvent } from "#common/live/live-event.ts";
import type { Log } from "#server/framework/log.ts";
import { appendLines } from "./append-lines.ts";

/** An event that waits on the disk for the database. */
export interface SpilledEvent {
  /** null = the session that comes next, which has no row yet. */
  sessionId: number | null;
  event: LiveEvent;
}

/**
 * Events that could not be recorded because the database was away, in their order (LIVE INPUT-1).
 * They leave the file once they are recorded; a crash in between brings them back a second time,
 * which their unique ids make harmless.
 */
export interface SpillFile {
  readonly isEmpty: boolean;
  /** Bytes on the disk. */
  readonly bytes: number;
  /** Gift events waiting. */
  readonly gifts: number;
  /** Resolves once they are on the disk. */
  append(events: readonly SpilledEvent[]): Promise<void>;
  /** Up to `count` of the oldest; the same ones again until they are dropped. */
  read(count: number): Promise<SpilledEvent[]>;
  /** What was read last is recorded. */
  drop(): Promise<void>;
}

const CHUNK_BYTES = 1_048_576;
const NEW_LINE = 10;

/** Opens the file, which need not exist. A torn last line, as a crash leaves it, is cut off. */
export async function openSpillFile({ path, log }: { path: string; log: Log }): Promise<SpillFile> {
  let bytes = await cutTornLine(path, log);
  let gifts = 0;
  /** Where the oldest line that waits begins, and where what was read last ends. */
  let offset = 0;
  let readUntil = 0;
  let readGifts = 0;

  async function read(count: number): Promise<SpilledEvent[]> {
    const lines = await readLines(path, { from: offset, count });
    readUntil = offset + lines.reduce((sum, line) => sum + line.length + 1, 0);
    const events = lines.flatMap((line) => parseLine(line, log) ?? []);
    readGifts = events.filter(({ event }) => event.kind === "support").length;
    return events;
  }

  async function drop(): Promise<void> {
    offset = readUntil;
    gifts -= readGifts;
    readGifts = 0;
    if (offset < bytes) return;
    await rm(path, { force: true });
    offset = 0;
    readUntil = 0;
    bytes = 0;
    gifts = 0;
  }

  if (bytes > 0) gifts = await countGifts(path);
  return {
    get isEmpty() {
      return offset >= bytes;
    },
    get bytes() {
      return bytes;
    },
    get gifts() {
      return gifts;
    },
    async append(events) {
      bytes = await appendLines(
        path,
        events.map((event) => JSON.stringify(event)),
      );
      gifts += events.filter(({ event }) => event.kind === "support").length;
    },
    read,
    drop,
  };
}

/** Whole lines from `from` on: up to `count`, at least one if there is one. */
async function readLines(
  path: string,
  { from, count }: { from: number; count: number },
): Promise<Buffer[]> {
  const handle = await open(path, "r");
  try {
    for (let length = CHUNK_BYTES; ; length *= 2) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
      const lines = splitLines(buffer.subarray(0, bytesRead), count);
      if (lines.length > 0 || bytesRead < length) return lines;
    }
  } finally {
    await handle.close();
  }
}

function splitLines(bytes: Buffer, count: number): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  while (lines.length < count) {
    const end = bytes.indexOf(NEW_LINE, start);
    if (end === -1) break;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

function parseLine(line: Buffer, log: Log): SpilledEvent | undefined {
  try {
    return JSON.parse(line.toString("utf8")) as SpilledEvent;
  } catch (error) {
    log.error({ error, line: line.toString("utf8") }, "a spilled event can't be read; left out");
    return undefined;
  }
}

async function countGifts(path: string): Promise<number> {
  let gifts = 0;
  let from = 0;
  for (;;) {
    const lines = await readLines(path, { from, count: Number.POSITIVE_INFINITY });
    if (lines.length === 0) return gifts;
    for (const line of lines) {
      from += line.length + 1;
      if (line.includes('"kind":"support"')) gifts += 1;
    }
  }
}

/** Answers the size of what is whole, bytes. */
async function cutTornLine(path: string, log: Log): Promise<number> {
  const size = await sizeOf(path);
  const whole = size === 0 ? 0 : await endOfLastLine(path, size);
  if (whole < size) {
    log.warn(
      { path, bytes: size - whole },
      "the last spilled event is half written, as a crash leaves it; left out",
    );
    await truncate(path, whole);
  }
  return whole;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}

async function endOfLastLine(path: string, size: number): Promise<number> {
  const handle = await open(path, "r");
  try {
    for (let end = size; end > 0; end -= CHUNK_BYTES) {
      const start = Math.max(0, end - CHUNK_BYTES);
      const { buffer } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
      const found = buffer.lastIndexOf(NEW_LINE);
      if (found !== -1) return start + found + 1;
    }
    return 0;
  } finally {
    await handle.close();
  }
}
