import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { BattleFeed } from "#client/battle/battle-feed.ts";
import { createLeadCaller } from "#client/framework/lead-caller.ts";
import type { ScoredGift } from "#common/battle/battle-messages.ts";

const ITEMS_MAX = 12;
/** The newest gift of a streak takes the place of its last one within this many items. */
const SAME_WITHIN = 4;

export type NewsItem =
  | { kind: "gift"; id: string; gift: ScoredGift; count: number }
  | { kind: "comment"; id: string; name: string; text: string };

export interface News {
  /** Gifts and comments, newest first. */
  readonly items: ReadonlySignal<readonly NewsItem[]>;
  /** Country of a leader worth a word; empty = none. */
  readonly calledLeader: ReadonlySignal<string>;
  stop(): void;
}

/** What has just happened, for the ticker and for who listens instead of looking. */
export function collectNews(feed: BattleFeed): News {
  const gifts = signal<readonly Extract<NewsItem, { kind: "gift" }>[]>([]);
  const items = signal<readonly NewsItem[]>([]);
  const calledLeader = signal("");
  let callLead = createLeadCaller<string>();
  let battleId = 0;

  const ends = [
    feed.onGift((gift) => {
      gifts.value = addGift(gifts.value, gift);
    }),
    effect(() => {
      items.value = mix(
        gifts.value,
        feed.comments.value.map(({ eventId, name, text }) => ({
          kind: "comment",
          id: eventId,
          name,
          text,
        })),
      );
    }),
    effect(() => {
      const view = feed.view.value;
      if (view === undefined) return;
      if (view.battleId !== battleId) {
        battleId = view.battleId;
        callLead = createLeadCaller();
        calledLeader.value = "";
        gifts.value = [];
      }
      if (view.phase !== "running" && view.phase !== "sudden_death") return;
      const called = view.leader === "" ? undefined : callLead(view.leader, performance.now());
      if (called !== undefined) calledLeader.value = called;
    }),
  ];
  return {
    items,
    calledLeader,
    stop() {
      for (const end of ends) end();
    },
  };
}

/** A streak stays one item that counts up. */
function addGift(
  before: readonly Extract<NewsItem, { kind: "gift" }>[],
  gift: ScoredGift,
): readonly Extract<NewsItem, { kind: "gift" }>[] {
  const index = before.findIndex(
    ({ gift: other }) => other.viewerId === gift.viewerId && other.giftId === gift.giftId,
  );
  const known = before[index];
  if (known !== undefined && index < SAME_WITHIN && known.gift.country === gift.country) {
    const grown = { ...known, gift, count: known.count + gift.count };
    return before.map((item) => (item === known ? grown : item));
  }
  const item = { kind: "gift" as const, id: `gift ${gift.id}`, gift, count: gift.count };
  return [item, ...before].slice(0, ITEMS_MAX);
}

/** Two gifts, then a comment: money is what the show is about. */
function mix(gifts: readonly NewsItem[], comments: readonly NewsItem[]): NewsItem[] {
  const mixed: NewsItem[] = [];
  let comment = 0;
  for (let i = 0; i < gifts.length || comment < comments.length; i++) {
    const gift = gifts[i];
    if (gift !== undefined) mixed.push(gift);
    const isTurn = gift === undefined || i % 2 === 1;
    const next = comments[comment];
    if (isTurn && next !== undefined) {
      mixed.push(next);
      comment++;
    }
    if (mixed.length >= ITEMS_MAX) break;
  }
  return mixed;
}
