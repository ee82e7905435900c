import { createHmac } from "node:crypto";

/** Stand-ins for people. The same person is the same stand-in as long as the key is the same. */
export interface Pseudonyms {
  /** A viewer's or room's id: digits again, as long as the platform's. */
  id(id: string): string;
  /** A handle in small letters and digits; `of` is the person's id. */
  handle(of: string): string;
  /** A name for the screen; `of` is the person's id. */
  name(of: string): string;
  /** A streamer's handle. */
  streamer(handle: string): string;
}

const words = (
  "Amber Basil Clover Dune Ember Fern Ginger Harbor Indigo Juniper Kelp Lotus Maple Nettle Olive " +
  "Pepper Quartz Reed Saffron Thistle Umber Violet Willow Yarrow"
).split(" ");

const ID_MIN = 6_000_000_000_000_000_000n;
const ID_RANGE = 999_999_999_999_999_999n;

/** Nobody can be told from their stand-in without the key, and the key is written nowhere. */
export function createPseudonyms(key: Uint8Array): Pseudonyms {
  function draw(kind: string, text: string): bigint {
    const digest = createHmac("sha256", key).update(`${kind}:${text}`).digest();
    return digest.readBigUInt64BE();
  }

  return {
    id: (id) => String(ID_MIN + (draw("id", id) % ID_RANGE)),
    handle: (of) => `viewer_${draw("handle", of).toString(36).slice(0, 8)}`,
    name(of) {
      const drawn = draw("name", of);
      const word = words[Number(drawn % BigInt(words.length))]!;
      return `${word} ${(drawn >> 32n) % 1_000n}`;
    },
    streamer: (handle) => `streamer_${draw("streamer", handle).toString(36).slice(0, 8)}`,
  };
}

/** A comment without what points at somebody: mentions, addresses, long numbers. */
export function withoutTraces(text: string): string {
  return text
    .replace(/[\p{L}\p{N}_.+-]+@[\p{L}\p{N}-]+\.[\p{L}\p{N}.-]+/gu, "mail")
    .replace(/@[\p{L}\p{N}_.-]+/gu, "@viewer")
    .replace(/(?:https?:\/\/|www\.)\S+/giu, "link")
    .replace(/\b[\p{L}\p{N}-]+\.(?:com|net|org|tv|me|gg|ly|io|co|be)\b\S*/giu, "link")
    .replace(/\p{N}(?:[\s().-]?\p{N}){5,}/gu, "000000");
}
