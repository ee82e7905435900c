import { cleanName } from "#common/live/clean-text.ts";
import type { LiveViewer } from "#common/live/live-event.ts";
import { type Fields, idOf, partOf, textOf } from "./platform-fields.ts";

const HANDLE_MAX = 40;

/**
 * Who sent a message: `user` and, on comments and gifts, `userIdentity`. Undefined without an id,
 * since nobody could be credited.
 */
export function readViewer(user: Fields, identity: Fields): LiveViewer | undefined {
  const id = idOf(user["id"]);
  if (id === undefined) return undefined;
  const handle = handleOf(user["displayId"]);
  return {
    id,
    handle,
    name: cleanName(textOf(user["nickname"]), handle),
    isModerator: identity["isModeratorOfAnchor"] === true,
    isSubscriber: identity["isSubscriberOfAnchor"] === true || user["isSubscribe"] === true,
    isFollower: identity["isFollowerOfAnchor"] === true || isFollowing(user),
    isOwner: identity["isAnchor"] === true,
  };
}

/** Messages without `userIdentity` tell it as 1 = follows, 2 = both follow, 3 = asked to. */
function isFollowing(user: Fields): boolean {
  const status = idOf(partOf(user, "followInfo")["followStatus"]);
  return status === "1" || status === "2";
}

/** Only what a handle can be made of is kept, whatever the message holds. */
function handleOf(value: unknown): string {
  return textOf(value)
    .slice(0, HANDLE_MAX)
    .replace(/[^\p{L}\p{N}_.-]/gu, "");
}
