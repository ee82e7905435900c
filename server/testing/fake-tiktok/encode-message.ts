import {
  type MessageCodec,
  messageCodec,
  type TikTokLibrary,
} from "#server/live/tiktok/load-library.ts";

/** One message as it travels inside a frame. */
export interface EncodedMessage {
  /** `WebcastGiftMessage`. */
  method: string;
  msgId: string;
  payload: Uint8Array;
  /** It happened before the connection. */
  isHistory?: boolean;
}

/** A line of a recording: the platform's name of the message, and its fields. */
export interface RecordedMessage {
  method: string;
  msg: Record<string, unknown>;
  /** Size of the original payload. */
  bytes?: number;
}

/** Which message of the schema a nested field holds. */
const nestedTypes: Readonly<Record<string, string>> = {
  common: "CommonMessageData",
  displayText: "MessageCommonText",
  user: "User",
  toUser: "User",
  followInfo: "FollowInfo",
  userIdentity: "UserIdentity",
  gift: "Gift",
  ranks: "Contributor",
  data: "Question",
  badgeImageList: "ImageModel",
};

const NOTHING = new Uint8Array(0);

/** The bytes of a message of this schema name; fields that are not named have the schema's defaults. */
export function encodeMessage(
  library: TikTokLibrary,
  type: string,
  fields: Record<string, unknown>,
): Uint8Array {
  return codecOf(library, type)
    .encode(completed(library, type, fields))
    .finish();
}

/**
 * A recorded message as bytes again. `isPadded` adds pictures to its people until it is as large as the
 * original was, which a recording keeps no pictures of.
 */
export function encodeRecorded(
  library: TikTokLibrary,
  recorded: RecordedMessage,
  { isPadded = false } = {},
): EncodedMessage {
  const { method, msg, bytes = 0 } = recorded;
  let payload = encodeMessage(library, method, msg);
  if (isPadded && payload.length < bytes) {
    payload = encodeMessage(library, method, withPictures(msg, bytes - payload.length));
  }
  const { msgId } = msg.common as { msgId: string };
  return { method, msgId, payload };
}

function codecOf(library: TikTokLibrary, type: string): MessageCodec {
  const codec = messageCodec(library, type);
  if (codec === undefined) throw new Error(`the schema knows no ${type}`);
  return codec;
}

function completed(
  library: TikTokLibrary,
  type: string,
  fields: Record<string, unknown>,
): Record<string, unknown> {
  const message = codecOf(library, type).decode(NOTHING);
  for (const [name, value] of Object.entries(fields)) {
    const nested = nestedTypes[name];
    if (nested === undefined) message[name] = value;
    else if (Array.isArray(value)) {
      message[name] = value.map((item) => completed(library, nested, item));
    } else message[name] = completed(library, nested, value as Record<string, unknown>);
  }
  return message;
}

const PICTURE_BYTES = 400;
const address = (index: number) =>
  `https://p16-sign.example/obj/${String(index).padStart(8, "0")}~c5_100x100.webp?x-expires=1700000000&x-signature=${"abcdefghijklmnop".repeat(7)}`;

function withPictures(msg: Record<string, unknown>, missingBytes: number): Record<string, unknown> {
  const pictures = Array.from({ length: Math.ceil(missingBytes / PICTURE_BYTES) }, (_, index) => ({
    urlList: [address(index), address(index + 1)],
    uri: `obj/${index}`,
  }));
  if (typeof msg.user === "object") {
    return { ...msg, user: { ...msg.user, badgeImageList: pictures } };
  }
  if (Array.isArray(msg.ranks) && msg.ranks.length > 0) {
    const share = Math.ceil(pictures.length / msg.ranks.length);
    const ranks = msg.ranks.map((rank: { user?: object }) => ({
      ...rank,
      user: { ...rank.user, badgeImageList: pictures.slice(0, share) },
    }));
    return { ...msg, ranks };
  }
  return msg;
}
