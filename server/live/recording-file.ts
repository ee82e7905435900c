import { createReadStream } from "node:fs";
import type { RawMessage } from "./live-source.ts";

/** A line of a recording longer than this is no message of a platform. */
const LINE_MAX = 4_000_000;

/** One recorded message with the moment of its arrival, epoch milliseconds of the recorder's clock. */
export interface RecordedMessage extends RawMessage {
  tsMs: number;
}

/** A line that is no message; the reading goes on behind it. */
export interface BadLine {
  /** From 1. */
  line: number;
  reason: string;
}

/**
 * Reads a recording (JSONL, one `RawMessage` a line) from its beginning, holding a few lines at a
 * time. Blank lines are nothing, a line that can't be read is told to `onBadLine` and skipped.
 * Rejects when the file itself can't be read, or holds not one message.
 */
export async function* readRecording(
  path: string,
  onBadLine: (bad: BadLine) => void,
): AsyncGenerator<RecordedMessage, void, undefined> {
  let line = 0;
  let isEmpty = true;
  for await (const text of readLines(path)) {
    line += 1;
    if (text?.trim() === "") continue;
    const parsed = text === undefined ? "it is too long" : parseMessage(text);
    if (typeof parsed === "string") {
      onBadLine({ line, reason: parsed });
    } else {
      isEmpty = false;
      yield parsed;
    }
  }
  if (isEmpty) throw new Error(`${path} holds no recorded message`);
}

/** Lines without their ends; undefined for one that is too long to be kept. */
async function* readLines(path: string): AsyncGenerator<string | undefined, void, undefined> {
  let rest = "";
  let isTooLong = false;
  for await (const chunk of createReadStream(path, "utf8")) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      yield isTooLong || line.length > LINE_MAX ? undefined : line;
      isTooLong = false;
    }
    if (rest.length > LINE_MAX) {
      rest = "";
      isTooLong = true;
    }
  }
  if (isTooLong) yield undefined;
  else if (rest !== "") yield rest;
}

/** The message of a line, or what is wrong with it. */
function parseMessage(text: string): RecordedMessage | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is no JSON";
  }
  if (!isRecord(value)) return "it is no object";
  const { ts, streamer, method, bytes, msg } = value;
  const tsMs = typeof ts === "string" ? Date.parse(ts) : Number.NaN;
  if (typeof ts !== "string" || Number.isNaN(tsMs)) return "its ts is no time";
  if (typeof streamer !== "string") return "it has no streamer";
  if (typeof method !== "string" || !isRecord(msg)) return "it has no message";
  return { ts, streamer, method, bytes: typeof bytes === "number" ? bytes : 0, msg, tsMs };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
