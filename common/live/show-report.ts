import { addedDiamonds, addedGifts } from "./gift-count.ts";
import { createLikeMeter, type LikeMeter } from "./like-meter.ts";
import type { LiveEvent, SourceKind, SupportEvent } from "./live-event.ts";
import type { ShowReport } from "./live-schemas.ts";
import { createStreakBook, type StreakMark } from "./streak-book.ts";

export interface ChannelReport {
  source: SourceKind;
  channel: string;
  report: ShowReport;
}

export interface ShowReportFold {
  /** Takes the next event; one that has been taken already (source, channel, id) changes nothing. */
  add(event: LiveEvent): void;
  /** All channels together; `viewersPeak` is the largest of theirs. */
  report(): ShowReport;
  /** Each channel by itself, in the order they first spoke. */
  byChannel(): ChannelReport[];
}

export interface ShowReportOptions {
  /**
   * The caller's word that no event comes twice (stored events are unique): then no ids are kept,
   * and memory grows with viewers and streaks only.
   */
  isUnique?: boolean;
  /** How far streaks had been counted before. */
  marks?: Iterable<readonly [key: string, mark: StreakMark]>;
}

/**
 * What a show brought in, from its events in order. Gifts, diamonds and counts are the same for every
 * order and repetition of the events; likes and names (the last one seen) go by the order.
 */
export function createShowReport({
  isUnique = false,
  marks = [],
}: ShowReportOptions = {}): ShowReportFold {
  const seen = new Set<string>();
  const streaks = createStreakBook();
  streaks.load(marks);
  const channels = new Map<string, ChannelTally>();

  return {
    add(event) {
      const channelKey = `${event.source}:${event.channel}`;
      if (!isUnique) {
        const eventKey = `${channelKey}:${event.eventId}`;
        if (seen.has(eventKey)) return;
        seen.add(eventKey);
      }
      const tally = channels.get(channelKey) ?? emptyTally(event);
      channels.set(channelKey, tally);
      if (event.kind !== "support") return addEvent(tally, event);
      const known = streaks.size;
      const count = streaks.count(event);
      tally.streaks += streaks.size - known;
      addGift(tally, event, { gifts: addedGifts(count), diamonds: addedDiamonds(count) });
    },
    report() {
      const total = emptyTally({ source: "tiktok", channel: "" });
      for (const tally of channels.values()) addTally(total, tally);
      return toReport(total);
    },
    byChannel: () =>
      Array.from(channels.values(), (tally) => ({
        source: tally.source,
        channel: tally.channel,
        report: toReport(tally),
      })),
  };
}

interface Sum {
  name: string;
  gifts: number;
  diamonds: number;
}

interface ChannelTally {
  source: SourceKind;
  channel: string;
  byGift: Map<string, Sum>;
  byViewer: Map<string, Sum>;
  streaks: number;
  meter: LikeMeter;
  likes: number;
  chats: number;
  follows: number;
  shares: number;
  joins: number;
  viewersPeak: number;
}

function emptyTally({ source, channel }: Pick<LiveEvent, "source" | "channel">): ChannelTally {
  return {
    source,
    channel,
    byGift: new Map(),
    byViewer: new Map(),
    streaks: 0,
    meter: createLikeMeter(),
    likes: 0,
    chats: 0,
    follows: 0,
    shares: 0,
    joins: 0,
    viewersPeak: 0,
  };
}

function addEvent(tally: ChannelTally, event: Exclude<LiveEvent, SupportEvent>): void {
  switch (event.kind) {
    case "like":
      tally.likes += tally.meter.add(event);
      return;
    case "chat":
      tally.chats += 1;
      return;
    case "follow":
      tally.follows += 1;
      return;
    case "share":
      tally.shares += 1;
      return;
    case "join":
      tally.joins += 1;
      return;
    case "viewers":
      tally.viewersPeak = Math.max(tally.viewersPeak, event.current);
      return;
    case "subscribe":
    case "question":
    case "moderation":
    case "stream":
      return;
  }
}

function addGift(tally: ChannelTally, event: SupportEvent, worth: Omit<Sum, "name">): void {
  addSum(tally.byGift, event.itemId, { name: event.itemName, ...worth });
  addSum(tally.byViewer, event.viewer.id, { name: event.viewer.name, ...worth });
}

function addTally(total: ChannelTally, tally: ChannelTally): void {
  for (const [giftId, sum] of tally.byGift) addSum(total.byGift, giftId, sum);
  for (const [viewerId, sum] of tally.byViewer) addSum(total.byViewer, viewerId, sum);
  total.streaks += tally.streaks;
  total.likes += tally.likes;
  total.chats += tally.chats;
  total.follows += tally.follows;
  total.shares += tally.shares;
  total.joins += tally.joins;
  total.viewersPeak = Math.max(total.viewersPeak, tally.viewersPeak);
}

function addSum(sums: Map<string, Sum>, id: string, { name, gifts, diamonds }: Sum): void {
  const sum = sums.get(id) ?? { name, gifts: 0, diamonds: 0 };
  sums.set(id, { name, gifts: sum.gifts + gifts, diamonds: sum.diamonds + diamonds });
}

function toReport(tally: ChannelTally): ShowReport {
  const { streaks, likes, chats, follows, shares, joins, viewersPeak } = tally;
  const byGift = bestFirst(tally.byGift).map(([giftId, sum]) => ({ giftId, ...sum }));
  const byViewer = bestFirst(tally.byViewer).map(([viewerId, sum]) => ({ viewerId, ...sum }));
  return {
    gifts: byGift.reduce((total, { gifts }) => total + gifts, 0),
    diamonds: byGift.reduce((total, { diamonds }) => total + diamonds, 0),
    byGift,
    byViewer,
    streaks,
    likes,
    chats,
    follows,
    shares,
    joins,
    viewersPeak,
  };
}

/** Most diamonds, then most gifts, then the smaller id: by length first, since ids are numbers. */
function bestFirst(sums: ReadonlyMap<string, Sum>): [string, Sum][] {
  return [...sums].sort(
    ([idA, a], [idB, b]) =>
      b.diamonds - a.diamonds ||
      b.gifts - a.gifts ||
      idA.length - idB.length ||
      (idA < idB ? -1 : 1),
  );
}
