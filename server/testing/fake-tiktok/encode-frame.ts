import { gzipSync } from "node:zlib";
import type { TikTokLibrary } from "#server/live/tiktok/load-library.ts";
import { type EncodedMessage, encodeMessage } from "./encode-message.ts";

interface FetchOptions {
  internalExt: string;
  cursor?: string;
  needAck?: boolean;
  pushServer?: string;
}

/** What the platform sends at once: some messages, and how to acknowledge them. */
export function encodeFetchResult(
  library: TikTokLibrary,
  messages: readonly EncodedMessage[],
  { internalExt, cursor = "cursor", needAck = true, pushServer = "" }: FetchOptions,
): Uint8Array {
  return encodeMessage(library, "ProtoMessageFetchResult", {
    messages: messages.map((message) => ({
      method: message.method,
      msgId: message.msgId,
      payload: message.payload,
      msgType: 0,
      offset: "0",
      isHistory: message.isHistory ?? false,
    })),
    internalExt,
    cursor,
    needAck,
    pushServer,
    routeParams: {},
  });
}

interface FrameOptions {
  logId: string;
  /** Compressed as the platform does; false = plain. */
  isZipped?: boolean;
}

/** One frame of the socket that holds these messages, to be acknowledged with `logId`. */
export function encodeFrame(
  library: TikTokLibrary,
  messages: readonly EncodedMessage[],
  { logId, isZipped = true }: FrameOptions,
): Uint8Array {
  const result = encodeFetchResult(library, messages, { internalExt: `ext-${logId}` });
  return encodePush(library, {
    logId,
    payloadType: "msg",
    payload: isZipped ? gzipSync(result, { level: 1 }) : result,
  });
}

/** A frame around any payload. */
export function encodePush(
  library: TikTokLibrary,
  push: { logId: string; payloadType: string; payload: Uint8Array },
): Uint8Array {
  return encodeMessage(library, "WebcastPushFrame", { payloadEncoding: "pb", ...push });
}
