import { cleanComment } from "#common/live/clean-text.ts";
import type { LiveEvent, LiveViewer, SourceKind } from "#common/live/live-event.ts";
import { countOf, type Fields, idOf, idsOf, partOf, textOf, timeOf } from "./platform-fields.ts";
import { readGift } from "./read-gift.ts";
import { readViewer } from "./read-viewer.ts";

const STREAM_ACTIONS = { 1: "paused", 2: "resumed", 3: "ended", 4: "suspended" } as const;
const MEMBER_JOINED = 1;
const MEMBER_SUBSCRIBED = 3;
const SOCIAL_FOLLOWED = "1";
const SOCIAL_SHARED = "3";
const MONTHS_MAX = 1_200;
const LIKES_MAX = 10_000;
const ROOM_LIKES_MAX = 1_000_000_000_000;
const VIEWERS_MAX = 1_000_000_000;

/** Messages that tell something of ours; of all others the mapping knows nothing. */
export const mappedMethods = [
  "WebcastGiftMessage",
  "WebcastChatMessage",
  "WebcastLikeMessage",
  "WebcastSocialMessage",
  "WebcastMemberMessage",
  "WebcastRoomUserSeqMessage",
  "WebcastSubNotifyMessage",
  "WebcastQuestionNewMessage",
  "WebcastImDeleteMessage",
  "WebcastControlMessage",
] as const;
type MappedMethod = (typeof mappedMethods)[number];

/** What the message itself does not know of where it comes from. */
export interface MessageOrigin {
  source: SourceKind;
  channel: string;
  /** Epoch milliseconds, the server's clock. */
  receivedAt: number;
  /** The server's time for a time of the platform, both epoch milliseconds. */
  toServerTime(createdAtMs: number): number;
}

type Stamp = Pick<LiveEvent, "source" | "channel" | "eventId" | "at" | "receivedAt">;

/**
 * A decoded platform message in our own words. Undefined when it is of no known method, tells
 * nothing of ours (a member action other than joining), or lacks its own id or its person's. Never
 * throws: what can't be read counts as absent. A message without a creation time happened when it arrived.
 */
export function toLiveEvent(
  message: { method: string; msg: Fields },
  origin: MessageOrigin,
): LiveEvent | undefined {
  const { method, msg } = message;
  const eventId = idOf(partOf(msg, "common")["msgId"]);
  if (eventId === undefined || !isMapped(method)) return undefined;
  const { source, channel, receivedAt } = origin;
  const toServerTime = (ms: number) => Math.min(origin.toServerTime(ms), receivedAt);
  const createdAt = creationTimeOf(msg);
  const at = createdAt === undefined ? receivedAt : toServerTime(createdAt);
  const stamp: Stamp = { source, channel, eventId, at, receivedAt };
  if (method === "WebcastRoomUserSeqMessage") return toViewers(msg, stamp);
  if (method === "WebcastImDeleteMessage") return toModeration(msg, stamp);
  if (method === "WebcastControlMessage") return toStream(msg, stamp);
  const owner = method === "WebcastQuestionNewMessage" ? partOf(msg, "data") : msg;
  const viewer = readViewer(partOf(owner, "user"), partOf(msg, "userIdentity"));
  if (viewer === undefined) return undefined;
  if (method === "WebcastGiftMessage") {
    const gift = readGift(msg, createdAt, toServerTime);
    return gift && { ...stamp, kind: "support", viewer, unit: "diamond", ...gift };
  }
  return toPersonal(method, msg, { stamp, viewer });
}

/** When the platform says that it made the message, by its own clock, epoch milliseconds. */
export function creationTimeOf(msg: Fields): number | undefined {
  return timeOf(partOf(msg, "common")["createTime"]);
}

const mapped: ReadonlySet<string> = new Set(mappedMethods);

function isMapped(method: string): method is MappedMethod {
  return mapped.has(method);
}

type PersonalMethod = Exclude<
  MappedMethod,
  | "WebcastGiftMessage"
  | "WebcastRoomUserSeqMessage"
  | "WebcastImDeleteMessage"
  | "WebcastControlMessage"
>;

function toPersonal(
  method: PersonalMethod,
  msg: Fields,
  { stamp, viewer }: { stamp: Stamp; viewer: LiveViewer },
): LiveEvent | undefined {
  switch (method) {
    case "WebcastChatMessage": {
      const language = languageOf(msg["contentLanguage"]);
      const text = cleanComment(textOf(msg["content"]));
      return { ...stamp, kind: "chat", viewer, text, ...(language && { language }) };
    }
    case "WebcastQuestionNewMessage": {
      const text = cleanComment(textOf(partOf(msg, "data")["content"]));
      return { ...stamp, kind: "question", viewer, text };
    }
    case "WebcastLikeMessage": {
      const roomTotal = countOf(msg["total"], ROOM_LIKES_MAX);
      const count = Math.max(1, countOf(msg["count"], LIKES_MAX));
      return { ...stamp, kind: "like", viewer, count, ...(roomTotal > 0 && { roomTotal }) };
    }
    case "WebcastMemberMessage":
      if (msg["action"] === MEMBER_JOINED) return { ...stamp, kind: "join", viewer };
      if (msg["action"] !== MEMBER_SUBSCRIBED) return undefined;
      return { ...stamp, kind: "subscribe", viewer, months: 0 };
    case "WebcastSubNotifyMessage":
      return { ...stamp, kind: "subscribe", viewer, months: countOf(msg["subMonth"], MONTHS_MAX) };
    case "WebcastSocialMessage":
      return toSocial(msg, { stamp, viewer });
  }
}

/** One message for follows and shares: its text tells them apart, its action where there is no text. */
function toSocial(
  msg: Fields,
  { stamp, viewer }: { stamp: Stamp; viewer: LiveViewer },
): LiveEvent | undefined {
  const key = textOf(partOf(partOf(msg, "common"), "displayText")["key"]);
  const action = idOf(msg["action"]);
  if (key.includes("follow") || (!key.includes("share") && action === SOCIAL_FOLLOWED)) {
    return { ...stamp, kind: "follow", viewer: { ...viewer, isFollower: true } };
  }
  if (!key.includes("share") && action !== SOCIAL_SHARED) return undefined;
  const [, joined] = /_viewer_(\d{1,6})_share/.exec(key) ?? [];
  return { ...stamp, kind: "share", viewer, broughtViewers: countOf(joined) };
}

function toViewers(msg: Fields, stamp: Stamp): LiveEvent {
  const visitors = countOf(msg["totalUser"], VIEWERS_MAX);
  return {
    ...stamp,
    kind: "viewers",
    current: countOf(msg["total"], VIEWERS_MAX),
    ...(visitors > 0 && { visitors }),
  };
}

function toModeration(msg: Fields, stamp: Stamp): LiveEvent {
  return {
    ...stamp,
    kind: "moderation",
    deletedEventIds: idsOf(msg["deleteMsgIds"]),
    deletedViewerIds: idsOf(msg["deleteUserIds"]),
  };
}

function toStream(msg: Fields, stamp: Stamp): LiveEvent | undefined {
  const action = STREAM_ACTIONS[countOf(msg["action"]) as keyof typeof STREAM_ACTIONS];
  return action && { ...stamp, kind: "stream", action };
}

function languageOf(value: unknown): string | undefined {
  const language = textOf(value).toLowerCase();
  return /^[a-z]{2}$/.test(language) ? language : undefined;
}
