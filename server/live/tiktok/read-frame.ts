import { gunzipSync } from "node:zlib";
import { BYTES, VARINT, WireReader } from "./wire-reader.ts";

/** One platform message, still encoded. */
export interface FramedMessage {
  /** `WebcastGiftMessage`. */
  method: string;
  payload: Buffer;
}

/** Far above the largest frame of a busy LIVE, far below what would hurt. */
export const FRAME_BYTES_MAX = 16 * 1024 * 1024;

/** A busy LIVE sends some dozens at once; zipped, empty ones cost a thousandth of a byte each. */
const FRAME_MESSAGES_MAX = 20_000;

const LENGTH_BYTES = 4;
const PIECE_BYTES_MIN = 1_024;
const PIECE_BYTES_MAX = 1_048_576;

const PUSH_LOG_ID = 2;
const PUSH_PAYLOAD_TYPE = 7;
const PUSH_PAYLOAD = 8;
const RESULT_MESSAGES = 1;
const RESULT_INTERNAL_EXT = 5;
const RESULT_NEED_ACK = 9;
const MESSAGE_METHOD = 1;
const MESSAGE_PAYLOAD = 2;

/** What the platform wants back for a frame. */
export interface FrameAck {
  logId: string;
  internalExt: string;
}

export interface ReadFrame {
  /** In the order the platform sent them. */
  messages: FramedMessage[];
  /** Absent when none is wanted. */
  ack?: FrameAck;
}

/**
 * One frame of the socket; without messages for frames that carry none. Throws on what is no frame,
 * and on one of more than `FRAME_BYTES_MAX` unpacked or of more than `FRAME_MESSAGES_MAX` messages.
 */
export function readFrame(frame: Buffer): ReadFrame {
  const reader = new WireReader(frame);
  let logId = "";
  let payloadType = "";
  let payload: Buffer | undefined;
  while (reader.hasMore()) {
    const tag = reader.uint32();
    if (tag === numberTag(PUSH_LOG_ID)) logId = reader.int64();
    else if (tag === bytesTag(PUSH_PAYLOAD_TYPE)) payloadType = reader.string();
    else if (tag === bytesTag(PUSH_PAYLOAD)) payload = reader.view();
    else reader.skip(tag & 7);
  }
  if (payloadType !== "msg" || payload === undefined) return { messages: [] };
  const { messages, internalExt, needsAck } = readFetchResult(unpacked(payload));
  const isWanted = needsAck && logId !== "" && internalExt !== "";
  return { messages, ...(isWanted && { ack: { logId, internalExt } }) };
}

export interface FetchResult {
  messages: FramedMessage[];
  internalExt: string;
  needsAck: boolean;
}

/**
 * One answer of the platform: what a frame holds, and what comes with the signature. Throws on one of
 * more than `FRAME_MESSAGES_MAX` messages.
 */
export function readFetchResult(bytes: Buffer): FetchResult {
  const reader = new WireReader(bytes);
  const result: FetchResult = { messages: [], internalExt: "", needsAck: false };
  while (reader.hasMore()) {
    const tag = reader.uint32();
    if (tag === bytesTag(RESULT_MESSAGES)) {
      if (result.messages.length === FRAME_MESSAGES_MAX) throw new RangeError("too many messages");
      result.messages.push(readFramed(reader));
    } else if (tag === bytesTag(RESULT_INTERNAL_EXT)) result.internalExt = reader.string();
    else if (tag === numberTag(RESULT_NEED_ACK)) result.needsAck = reader.uint32() !== 0;
    else reader.skip(tag & 7);
  }
  return result;
}

function readFramed(reader: WireReader): FramedMessage {
  const end = reader.messageEnd();
  let method = "";
  let payload: Buffer = NOTHING;
  while (reader.at < end) {
    const tag = reader.uint32();
    if (tag === bytesTag(MESSAGE_METHOD)) method = reader.string();
    else if (tag === bytesTag(MESSAGE_PAYLOAD)) payload = reader.view();
    else reader.skip(tag & 7);
  }
  return { method, payload };
}

/** The platform zips most payloads, told only by how they begin. */
function unpacked(payload: Buffer): Buffer {
  const isZipped = payload[0] === 0x1f && payload[1] === 0x8b;
  if (!isZipped) return payload;
  // Its end says how long it is unpacked: one piece takes it all, without another and their joining.
  // A false length fails at the end, and takes no more memory than a piece may.
  const told =
    payload.length < LENGTH_BYTES ? 0 : payload.readUInt32LE(payload.length - LENGTH_BYTES) + 1;
  const chunkSize = Math.min(Math.max(told, PIECE_BYTES_MIN), PIECE_BYTES_MAX);
  return gunzipSync(payload, { chunkSize, maxOutputLength: FRAME_BYTES_MAX });
}

function bytesTag(field: number): number {
  return (field << 3) | BYTES;
}

function numberTag(field: number): number {
  return (field << 3) | VARINT;
}

const NOTHING = Buffer.alloc(0);
