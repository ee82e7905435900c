import type { RawMessage } from "./live-source.ts";
import { type Pseudonyms, withoutTraces } from "./raw-pseudonyms.ts";
import { type Fields, partOf } from "./tiktok/platform-fields.ts";

type Kept = Record<string, unknown>;

/** Fields of each message that recordings keep, besides `common`, people and texts. */
const keptFields: Readonly<Record<string, readonly string[]>> = {
  WebcastGiftMessage: [
    "giftId",
    "repeatCount",
    "comboCount",
    "groupCount",
    "repeatEnd",
    "groupId",
    "sendType",
  ],
  WebcastChatMessage: ["contentLanguage"],
  WebcastLikeMessage: ["count", "total"],
  WebcastSocialMessage: ["action", "shareType", "followCount", "shareCount"],
  WebcastMemberMessage: ["memberCount", "action", "enterType"],
  WebcastRoomUserSeqMessage: ["total", "totalUser", "anonymous"],
  WebcastSubNotifyMessage: ["subMonth", "subscribeType"],
  WebcastQuestionNewMessage: [],
  WebcastImDeleteMessage: [],
  WebcastControlMessage: ["action"],
};

/**
 * A message as recordings keep it: only fields named here, so that nothing unforeseen about a person
 * slips through, and people as stand-ins. Undefined for messages that tell nothing of ours.
 */
export function pseudonymise(message: RawMessage, names: Pseudonyms): RawMessage | undefined {
  const fields = keptFields[message.method];
  if (fields === undefined) return undefined;
  const { msg } = message;
  const kept: Kept = {
    common: keepCommon(msg, names),
    ...pick(msg, fields),
    ...keepPerson(msg, names),
    ...keepText(msg),
  };
  if (message.method === "WebcastGiftMessage") {
    kept["gift"] = pick(partOf(msg, "gift"), ["id", "name", "type", "diamondCount", "combo"]);
  }
  if (message.method === "WebcastQuestionNewMessage") {
    const question = partOf(msg, "data");
    kept["data"] = { ...keepText(question), ...keepPerson(question, names) };
  }
  if (message.method === "WebcastImDeleteMessage") {
    kept["deleteMsgIds"] = textsOf(msg["deleteMsgIds"]);
    kept["deleteUserIds"] = textsOf(msg["deleteUserIds"]).map(names.id);
  }
  return { ...message, streamer: names.streamer(message.streamer), msg: kept };
}

function keepCommon(msg: Fields, names: Pseudonyms): Kept {
  const common = partOf(msg, "common");
  const { roomId } = common;
  return {
    ...pick(common, ["method", "msgId", "createTime"]),
    ...(typeof roomId === "string" && { roomId: names.id(roomId) }),
    displayText: pick(partOf(common, "displayText"), ["key"]),
  };
}

function keepPerson(msg: Fields, names: Pseudonyms): Kept {
  const user = partOf(msg, "user");
  const { id } = user;
  if (typeof id !== "string") return {};
  return {
    user: {
      id: id === "0" ? id : names.id(id),
      displayId: names.handle(id),
      nickname: names.name(id),
      ...pick(user, ["isSubscribe"]),
      followInfo: pick(partOf(user, "followInfo"), ["followStatus"]),
    },
    userIdentity: pick(partOf(msg, "userIdentity"), [
      "isGiftGiverOfAnchor",
      "isSubscriberOfAnchor",
      "isMutualFollowingWithAnchor",
      "isFollowerOfAnchor",
      "isModeratorOfAnchor",
      "isAnchor",
    ]),
  };
}

function keepText(msg: Fields): Kept {
  const { content } = msg;
  return typeof content === "string" ? { content: withoutTraces(content) } : {};
}

/** Numbers, texts and truths; anything else is left out. */
function pick(fields: Fields, names: readonly string[]): Kept {
  const kept: Kept = {};
  for (const name of names) {
    const value = fields[name];
    if (["string", "number", "boolean"].includes(typeof value)) kept[name] = value;
  }
  return kept;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
