import { messageCodec, type TikTokLibrary } from "#server/live/tiktok/load-library.ts";

/** What the library says over its socket. */
export type ClientFrame =
  | { kind: "enter"; roomId: string }
  | { kind: "heartbeat"; roomId: string }
  | { kind: "ack"; logId: string; internalExt: string };

/** Throws on anything the platform would not understand either. */
export function readClientFrame(library: TikTokLibrary, bytes: Uint8Array): ClientFrame {
  const frame = decode(library, "WebcastPushFrame", bytes);
  const payload = frame.payload as Uint8Array;
  switch (frame.payloadType) {
    case "im_enter_room":
      return {
        kind: "enter",
        roomId: String(decode(library, "WebcastImEnterRoomMessage", payload).roomId),
      };
    case "hb":
      return {
        kind: "heartbeat",
        roomId: String(decode(library, "HeartBeatMessage", payload).roomId),
      };
    case "ack":
      return {
        kind: "ack",
        logId: String(frame.logId),
        internalExt: Buffer.from(payload).toString("utf8"),
      };
    default:
      throw new Error(`the library sent a frame of type ${String(frame.payloadType)}`);
  }
}

function decode(library: TikTokLibrary, type: string, bytes: Uint8Array) {
  const codec = messageCodec(library, type);
  if (codec === undefined) throw new Error(`the schema knows no ${type}`);
  return codec.decode(bytes);
}
