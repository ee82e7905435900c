import { randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { Log } from "#server/framework/log.ts";
import type { RawMessage } from "./live-source.ts";
import { pseudonymise } from "./raw-message.ts";
import { createPseudonyms } from "./raw-pseudonyms.ts";

const FILE_BYTES_MAX = 64 * 1024 * 1024;
const FILES_MAX = 32;
/** Lines waiting for a slow disk; beyond it they are left out, since a recording is worth no memory. */
const WAITING_BYTES_MAX = 8 * 1024 * 1024;

/** Gone with the process: nobody can find out later who a stand-in was. */
const processKey = randomBytes(32);

export interface RawRecorderOptions {
  /** Made when it is missing. */
  folder: string;
  log: Log;
  /** Bytes after which the next file begins. */
  fileBytesMax?: number;
  /** Files after which nothing more is kept. */
  filesMax?: number;
}

/** Keeps what a platform sends, for replays. */
export interface RawRecorder {
  /** Never waits and never throws; a message that does not fit is left out and counted. */
  write(message: RawMessage): void;
  /** Resolves when all is written. */
  close(): Promise<void>;
}

/**
 * Writes messages as recordings hold them (JSONL, one file of a bounded size after the other), people
 * as stand-ins. A disk that fails ends the recording with a line in the log, never the show.
 */
export function openRawRecorder({
  folder,
  log,
  fileBytesMax = FILE_BYTES_MAX,
  filesMax = FILES_MAX,
}: RawRecorderOptions): RawRecorder {
  const names = createPseudonyms(processKey);
  const endings: Promise<void>[] = [];
  let current: { stream: WriteStream; bytes: number } | undefined;
  let leftOut = 0;
  let hasFailed = false;
  let isClosed = false;

  function giveUp(error: unknown): void {
    if (!hasFailed) log.error({ error, folder }, "what the platform sends is kept no longer");
    hasFailed = true;
  }

  function nextFile({ ts, streamer }: RawMessage): { stream: WriteStream; bytes: number } {
    current?.stream.end();
    if (endings.length === 0) mkdirSync(folder, { recursive: true });
    const moment = ts.replace(/[^0-9T]/g, "").slice(0, 15);
    const number = String(endings.length + 1).padStart(2, "0");
    const path = join(folder, `${moment}-${streamer}-${number}.jsonl`);
    const stream = createWriteStream(path, { flags: "a", mode: 0o600 });
    endings.push(finished(stream).catch(giveUp));
    log.info({ path }, "what the platform sends is kept in a file");
    return { stream, bytes: 0 };
  }

  function append(message: RawMessage): void {
    const line = `${JSON.stringify(message)}\n`;
    const bytes = Buffer.byteLength(line);
    if (current === undefined || current.bytes + bytes > fileBytesMax) {
      if (endings.length === filesMax) return giveUp(new Error(`${filesMax} files are full`));
      current = nextFile(message);
    }
    if (current.stream.writableLength > WAITING_BYTES_MAX) {
      leftOut += 1;
      return;
    }
    current.bytes += bytes;
    current.stream.write(line);
  }

  return {
    write(message) {
      if (hasFailed || isClosed) return;
      try {
        const kept = pseudonymise(message, names);
        if (kept !== undefined) append(kept);
      } catch (error) {
        giveUp(error);
      }
    },
    async close() {
      isClosed = true;
      current?.stream.end();
      await Promise.all(endings);
      if (leftOut > 0) log.warn({ leftOut }, "the disk was too slow for some messages");
    },
  };
}
