import type { mappedMethods } from "./to-live-event.ts";

/** How a field is read: a number, digits of a 64-bit number, text, or a message of its own. */
export type FieldKind = "bool" | "int32" | "int64" | "int64s" | "string" | MessagePlan;

/** Fields of a message worth reading, by their number on the wire; all others are passed over. */
export type MessagePlan = ReadonlyMap<number, { name: string; kind: FieldKind }>;

const followInfo = plan({ followStatus: [3, "int64"] });
const user = plan({
  id: [1, "int64"],
  nickname: [3, "string"],
  followInfo: [22, followInfo],
  displayId: [38, "string"],
  isSubscribe: [1090, "bool"],
});
const userIdentity = plan({
  isSubscriberOfAnchor: [2, "bool"],
  isFollowerOfAnchor: [4, "bool"],
  isModeratorOfAnchor: [5, "bool"],
  isAnchor: [6, "bool"],
});
const gift = plan({
  id: [5, "int64"],
  combo: [10, "bool"],
  type: [11, "int32"],
  diamondCount: [12, "int32"],
  name: [16, "string"],
});
const common = plan({
  msgId: [2, "int64"],
  createTime: [4, "int64"],
  displayText: [8, plan({ key: [1, "string"] })],
});
const question = plan({ content: [2, "string"], user: [5, user] });

/**
 * What is read of each mapped message. A gift weighs 5 kB, most of it pictures that no rule asks
 * for: reading eight fields of it instead of all is ten times as fast. Names and numbers are the
 * library's schema's; a test compares both ways on every recorded message.
 */
export const messagePlans: Readonly<Record<(typeof mappedMethods)[number], MessagePlan>> = {
  WebcastGiftMessage: plan({
    common: [1, common],
    giftId: [2, "int64"],
    repeatCount: [5, "int32"],
    user: [7, user],
    repeatEnd: [9, "int32"],
    groupId: [11, "int64"],
    gift: [15, gift],
    userIdentity: [32, userIdentity],
  }),
  WebcastChatMessage: plan({
    common: [1, common],
    user: [2, user],
    content: [3, "string"],
    contentLanguage: [14, "string"],
    userIdentity: [18, userIdentity],
  }),
  WebcastLikeMessage: plan({
    common: [1, common],
    count: [2, "int32"],
    total: [3, "int64"],
    user: [5, user],
  }),
  WebcastSocialMessage: plan({
    common: [1, common],
    user: [2, user],
    action: [4, "int64"],
  }),
  WebcastMemberMessage: plan({
    common: [1, common],
    user: [2, user],
    action: [10, "int32"],
  }),
  WebcastRoomUserSeqMessage: plan({
    common: [1, common],
    total: [3, "int64"],
    totalUser: [7, "int64"],
  }),
  WebcastSubNotifyMessage: plan({
    common: [1, common],
    user: [2, user],
    subMonth: [4, "int64"],
  }),
  WebcastQuestionNewMessage: plan({ common: [1, common], data: [2, question] }),
  WebcastImDeleteMessage: plan({
    common: [1, common],
    deleteMsgIds: [2, "int64s"],
    deleteUserIds: [3, "int64s"],
  }),
  WebcastControlMessage: plan({ common: [1, common], action: [2, "int32"] }),
};

function plan(fields: Readonly<Record<string, readonly [number, FieldKind]>>): MessagePlan {
  return new Map(Object.entries(fields).map(([name, [number, kind]]) => [number, { name, kind }]));
}
