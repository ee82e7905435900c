import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TikTokLibrary } from "#server/live/tiktok/load-library.ts";
import {
  type EncodedMessage,
  encodeRecorded,
  type RecordedMessage,
} from "./fake-tiktok/encode-message.ts";
import type { GiftFrame } from "./gift-truth.ts";

const RECORDING = join(import.meta.dirname, "recordings/recorded-live-events-2023.jsonl");
const ENDED = 3;

/** The recorded messages, but for the ends of their LIVEs, which stand in the middle of the file. */
export function readRecordedLive(): RecordedMessage[] {
  return readFileSync(RECORDING, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedMessage)
    .filter(({ method, msg }) => method !== "WebcastControlMessage" || Number(msg.action) < ENDED);
}

/** The gifts among recorded messages, straight from their fields. */
export function readRecordedGifts(messages: readonly RecordedMessage[]): GiftFrame[] {
  return messages
    .filter(({ method }) => method === "WebcastGiftMessage")
    .map(({ msg }) => {
      const gift = msg.gift as { type: number; diamondCount: number };
      return {
        msgId: (msg.common as { msgId: string }).msgId,
        viewerId: (msg.user as { id: string }).id,
        giftId: msg.giftId as string,
        diamonds: gift.diamondCount,
        count: Math.max(1, msg.repeatCount as number),
        group: gift.type === 1 ? (msg.groupId as string) : "0",
      };
    });
}

/**
 * Recorded messages as a LIVE sends them now: made at `at`, in streaks that began just after
 * `startedAt`, each still a streak of its own.
 */
export function encodeAsNow(
  library: TikTokLibrary,
  messages: readonly RecordedMessage[],
  { at, startedAt }: { at: number; startedAt: number },
): EncodedMessage[] {
  const groups = new Map<unknown, string>([["0", "0"]]);
  return messages.map((message) => {
    const { groupId } = message.msg;
    const common = { ...(message.msg.common as object), createTime: String(at) };
    if (groupId !== undefined && !groups.has(groupId)) {
      groups.set(groupId, String(startedAt + groups.size));
    }
    const streak = groupId === undefined ? {} : { groupId: groups.get(groupId) };
    return encodeRecorded(library, { ...message, msg: { ...message.msg, ...streak, common } });
  });
}
