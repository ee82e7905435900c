import { gunzipSync } from "node:zlib";
import { BYTES, WireReader } from "./wire-reader.ts";

/** One platform message, still encoded. */
export interface FramedMessage {
  /** `WebcastGiftMessage`. */
  method: string;
  payload: Buffer;
}

/** Far above the largest frame of a busy LIVE, far below what would hurt. */
export const FRAME_BYTES_MAX = 16 * 1024 * 1024;

const PUSH_PAYLOAD_TYPE = 7;
const PUSH_PAYLOAD = 8;
const RESULT_MESSAGES = 1;
const MESSAGE_METHOD = 1;
const MESSAGE_PAYLOAD = 2;

/**
 * The messages of one frame of the socket, in the order the platform sent them; none for frames that
 * carry none. Throws on what is no frame, and on one of more than `FRAME_BYTES_MAX` unpacked.
 */
export function readFrame(frame: Buffer): FramedMessage[] {
  const reader = new WireReader(frame);
  let payloadType = "";
  let payload: Buffer | undefined;
  while (reader.hasMore()) {
    const tag = reader.uint32();
    if (tag === tagOf(PUSH_PAYLOAD_TYPE)) payloadType = reader.string();
    else if (tag === tagOf(PUSH_PAYLOAD)) payload = reader.view();
    else reader.skip(tag & 7);
  }
  if (payloadType !== "msg" || payload === undefined) return [];
  return readFetchResult(unpacked(payload));
}

/** The messages of one answer of the platform: what a frame holds, and what comes with the signature. */
export function readFetchResult(result: Buffer): FramedMessage[] {
  const reader = new WireReader(result);
  const messages: FramedMessage[] = [];
  while (reader.hasMore()) {
    const tag = reader.uint32();
    if (tag === tagOf(RESULT_MESSAGES)) messages.push(readFramed(reader));
    else reader.skip(tag & 7);
  }
  return messages;
}

function readFramed(reader: WireReader): FramedMessage {
  const end = reader.messageEnd();
  let method = "";
  let payload: Buffer = NOTHING;
  while (reader.at < end) {
    const tag = reader.uint32();
    if (tag === tagOf(MESSAGE_METHOD)) method = reader.string();
    else if (tag === tagOf(MESSAGE_PAYLOAD)) payload = reader.view();
    else reader.skip(tag & 7);
  }
  return { method, payload };
}

/** The platform zips most payloads, told only by how they begin. */
function unpacked(payload: Buffer): Buffer {
  const isZipped = payload[0] === 0x1f && payload[1] === 0x8b;
  return isZipped ? gunzipSync(payload, { maxOutputLength: FRAME_BYTES_MAX }) : payload;
}

function tagOf(field: number): number {
  return (field << 3) | BYTES;
}

const NOTHING = Buffer.alloc(0);
