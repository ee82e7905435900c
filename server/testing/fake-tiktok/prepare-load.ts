import { readFileSync } from "node:fs";
import type { TikTokLibrary } from "#server/live/tiktok/load-library.ts";
import { encodeFrame } from "./encode-frame.ts";
import { type EncodedMessage, encodeRecorded, type RecordedMessage } from "./encode-message.ts";

export interface LoadOptions {
  /** Path of a recording (JSONL); its messages are taken in turn, over and over. */
  recording: string;
  /** Messages in all. */
  messages: number;
  messagesPerFrame: number;
  /** As large as the originals were. */
  isPadded?: boolean;
  isZipped?: boolean;
  /** Only these; absent = all. A LIVE that ends is always left out. */
  methods?: readonly string[];
  /** Creation time of all, epoch milliseconds. */
  createdAt: number;
  /** Ids are counted from here, so that every message of every load is new. */
  firstId: bigint;
}

/** Frames that are ready to be sent, and what is in them. */
export interface PreparedLoad {
  frames: { bytes: Uint8Array; msgIds: string[] }[];
  /** Messages by method. */
  counts: Record<string, number>;
}

const ENDED = 3;

/** Encodes beforehand what is to be sent at full speed. Each round through the recording has streaks of its own. */
export function prepareLoad(library: TikTokLibrary, options: LoadOptions): PreparedLoad {
  const { messagesPerFrame, isPadded = false, isZipped = true } = options;
  const lines = readLines(options);
  const load: PreparedLoad = { frames: [], counts: {} };
  let frame: EncodedMessage[] = [];
  for (let index = 0; index < options.messages; index += 1) {
    const line = lines[index % lines.length] as RecordedMessage;
    const round = Math.floor(index / lines.length);
    const fresh = renewed(line, { ...options, index, round });
    frame.push(encodeRecorded(library, fresh, { isPadded }));
    load.counts[line.method] = (load.counts[line.method] ?? 0) + 1;
    if (frame.length < messagesPerFrame && index < options.messages - 1) continue;
    const logId = String(load.frames.length + 1);
    load.frames.push({
      bytes: encodeFrame(library, frame, { logId, isZipped }),
      msgIds: frame.map(({ msgId }) => msgId),
    });
    frame = [];
  }
  return load;
}

function readLines({ recording, methods }: LoadOptions): RecordedMessage[] {
  const lines = readFileSync(recording, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedMessage)
    .filter(({ method, msg }) => method !== "WebcastControlMessage" || Number(msg.action) < ENDED)
    .filter(({ method }) => methods?.includes(method) ?? true);
  if (lines.length === 0) throw new Error(`${recording} holds none of these messages`);
  return lines;
}

function renewed(
  line: RecordedMessage,
  at: { index: number; round: number; createdAt: number; firstId: bigint },
): RecordedMessage {
  const common = {
    ...(line.msg.common as object),
    msgId: String(at.firstId + BigInt(at.index)),
    createTime: String(at.createdAt),
  };
  const group = line.msg.groupId;
  const isStreak = typeof group === "string" && group !== "0";
  const streak = isStreak ? { groupId: String(BigInt(group) + BigInt(at.round)) } : {};
  return { ...line, msg: { ...line.msg, ...streak, common } };
}
