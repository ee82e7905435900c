import type { TikTokLibrary } from "#server/live/tiktok/load-library.ts";
import { type EncodedMessage, encodeMessage } from "./encode-message.ts";

/** A person of a fake LIVE. */
export interface FakeViewer {
  id: string;
  /** The handle. */
  displayId?: string;
  nickname?: string;
}

interface Told {
  /** Unique; drawn when absent. */
  msgId?: string;
  /** Epoch milliseconds; the maker's clock when absent. */
  at?: number;
}

export interface FakeGift extends Told {
  viewer: FakeViewer;
  giftId?: string;
  name?: string;
  diamonds?: number;
  /** 1 = counts up in a streak; 2 and 4 = one frame each. */
  type?: 1 | 2 | 4;
  /** The streak's total so far. */
  count?: number;
  /** The platform's name for the streak; "0" outside one. */
  group?: string;
  isEnd?: boolean;
}

/** Makes the platform's messages, each with an id of its own. */
export interface FakeMessages {
  gift(gift: FakeGift): EncodedMessage;
  chat(viewer: FakeViewer, content: string, told?: Told): EncodedMessage;
  like(viewer: FakeViewer, likes: { count: number; total?: string }, told?: Told): EncodedMessage;
  follow(viewer: FakeViewer, told?: Told): EncodedMessage;
  share(viewer: FakeViewer, told?: Told): EncodedMessage;
  join(viewer: FakeViewer, told?: Told): EncodedMessage;
  viewers(counts: { total: string; totalUser?: string }, told?: Told): EncodedMessage;
  /** 1 paused, 2 resumed, 3 ended, 4 suspended. */
  control(action: 1 | 2 | 3 | 4, told?: Told): EncodedMessage;
  remove(deleted: { msgIds?: string[]; userIds?: string[] }, told?: Told): EncodedMessage;
  subscribe(viewer: FakeViewer, months: string, told?: Told): EncodedMessage;
  question(viewer: FakeViewer, content: string, told?: Told): EncodedMessage;
  /** Any message of the schema, or with `payload` any bytes under any name. */
  message(method: string, fields: Record<string, unknown>, told?: Told): EncodedMessage;
}

const FIRST_ID = 7_300_000_000_000_000_001n;

/** `now` gives the creation times, epoch milliseconds. */
export function makeFakeMessages(
  library: TikTokLibrary,
  options: { roomId: string; now: () => number },
): FakeMessages {
  let nextId = FIRST_ID;

  const make: FakeMessages["message"] = (method, fields, told = {}) => {
    const { at = options.now(), msgId = String(nextId++) } = told;
    const { displayKey, ...own } = fields;
    const common = {
      method,
      msgId,
      roomId: options.roomId,
      createTime: String(at),
      ...(displayKey === undefined ? {} : { displayText: { key: displayKey } }),
    };
    return { method, msgId, payload: encodeMessage(library, method, { common, ...own }) };
  };
  const social = (user: FakeViewer, action: string, displayKey: string, told?: Told) =>
    make("WebcastSocialMessage", { user: person(user), action, displayKey }, told);

  return {
    message: make,
    gift: (gift) => make("WebcastGiftMessage", giftFields(gift), gift),
    chat: (user, content, told) =>
      make("WebcastChatMessage", { user: person(user), content, contentLanguage: "en" }, told),
    like: (user, { count, total = "0" }, told) =>
      make("WebcastLikeMessage", { user: person(user), count, total }, told),
    follow: (user, told) => social(user, "1", "pm_main_follow_message_viewer_2", told),
    share: (user, told) => social(user, "3", "pm_mt_guidance_share", told),
    join: (user, told) => make("WebcastMemberMessage", { user: person(user), action: 1 }, told),
    viewers: (counts, told) => make("WebcastRoomUserSeqMessage", counts, told),
    control: (action, told) => make("WebcastControlMessage", { action }, told),
    remove: ({ msgIds = [], userIds = [] }, told) =>
      make("WebcastImDeleteMessage", { deleteMsgIds: msgIds, deleteUserIds: userIds }, told),
    subscribe: (user, subMonth, told) =>
      make("WebcastSubNotifyMessage", { user: person(user), subMonth }, told),
    question: (user, content, told) =>
      make("WebcastQuestionNewMessage", { data: { content, user: person(user) } }, told),
  };
}

function person({ id, displayId = `viewer_${id}`, nickname = `Viewer ${id}` }: FakeViewer) {
  return { id, displayId, nickname };
}

function giftFields(gift: FakeGift): Record<string, unknown> {
  const { giftId = "5655", type = 1, count = 1, isEnd = false } = gift;
  return {
    user: person(gift.viewer),
    giftId,
    gift: {
      id: giftId,
      name: gift.name ?? "Rose",
      type,
      combo: type === 1,
      diamondCount: gift.diamonds ?? 1,
    },
    repeatCount: count,
    comboCount: count,
    groupCount: 1,
    repeatEnd: isEnd ? 1 : 0,
    groupId: gift.group ?? "0",
    displayKey: "webcast_aweme_gift_send_message",
  };
}
