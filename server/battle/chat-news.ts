import type { battleContract } from "#common/battle/battle-messages.ts";
import type { EventPayload } from "#common/framework/room-contract.ts";
import type { BattleNews } from "./battle-consumer.ts";

type Shown = EventPayload<typeof battleContract, "chatShown">["comments"][number];
type Deleted = EventPayload<typeof battleContract, "chatDeleted">;

/** Comments in one message; the ticker can't show more. */
const COMMENTS_MAX = 10;
const MESSAGE_EVERY_MS = 100;

/** Collects comments fit for a screen, and what must leave it again. */
export interface ChatNews {
  add(news: Pick<BattleNews, "comments" | "deletions">): void;
  /** Comments due at `now`: at most 10 in 100 ms, the first ones of a flood. */
  takeShown(now: number): Shown[];
  takeDeleted(): Deleted | undefined;
}

export function createChatNews(isClean: (text: string) => boolean): ChatNews {
  let shown: Shown[] = [];
  let deleted: Deleted | undefined;
  let nextAt = 0;

  return {
    add({ comments, deletions }) {
      for (const { event, country = "" } of comments) {
        if (shown.length >= COMMENTS_MAX) break;
        if (!isClean(event.text)) continue;
        const { eventId, viewer, text } = event;
        shown.push({ eventId, viewerId: viewer.id, name: viewer.name, text, country });
      }
      for (const { deletedEventIds, deletedViewerIds } of deletions) {
        const before = deleted ?? { eventIds: [], viewerIds: [] };
        deleted = {
          eventIds: [...before.eventIds, ...deletedEventIds],
          viewerIds: [...before.viewerIds, ...deletedViewerIds],
        };
        shown = shown.filter(
          ({ eventId, viewerId }) =>
            !deletedEventIds.includes(eventId) && !deletedViewerIds.includes(viewerId),
        );
      }
    },
    takeShown(now) {
      if (shown.length === 0 || now < nextAt) return [];
      nextAt = now + MESSAGE_EVERY_MS;
      const due = shown;
      shown = [];
      return due;
    },
    takeDeleted() {
      const due = deleted;
      deleted = undefined;
      return due;
    },
  };
}
