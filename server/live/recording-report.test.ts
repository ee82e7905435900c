import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { addedDiamonds, addedGifts } from "#common/live/gift-count.ts";
import type { SupportEvent } from "#common/live/live-event.ts";
import { createStreakBook, type StreakMark } from "#common/live/streak-book.ts";
import { reportRecording } from "./recording-report.ts";
import { toLiveEvent } from "./tiktok/to-live-event.ts";

const recorded = join(import.meta.dirname, "../testing/recordings/recorded-live-events-2023.jsonl");

/** What the lines of the file hold, as far as it is counted here. */
interface Line {
  streamer: string;
  method: string;
  msg: {
    common: { msgId: string; displayText?: { key: string } };
    user: { id: string };
    giftId: string;
    gift: { diamondCount: number; type: number };
    repeatCount: number;
    groupId: string;
    count: number;
    total: string;
  };
}

/** The worth of gift lines, straight from the file and without anything of the product's. */
function countByForce(lines: readonly Line[]) {
  const most = new Map<string, { count: number; line: Line }>();
  for (const line of lines) {
    const { msg, streamer, method } = line;
    if (method !== "WebcastGiftMessage") continue;
    const isStreak = msg.gift.type === 1;
    const key = isStreak
      ? [streamer, msg.user.id, msg.giftId, msg.groupId].join(" ")
      : msg.common.msgId;
    const count = Math.max(most.get(key)?.count ?? 0, msg.repeatCount);
    most.set(key, { count, line });
  }
  const sums = { gifts: 0, diamonds: 0, streaks: 0 };
  const byViewer: Record<string, number> = {};
  const byGift: Record<string, number> = {};
  for (const { count, line } of most.values()) {
    const { msg } = line;
    const diamonds = count * msg.gift.diamondCount;
    sums.gifts += count;
    sums.diamonds += diamonds;
    sums.streaks += msg.gift.type === 1 ? 1 : 0;
    byViewer[msg.user.id] = (byViewer[msg.user.id] ?? 0) + diamonds;
    byGift[msg.giftId] = (byGift[msg.giftId] ?? 0) + diamonds;
  }
  return { ...sums, byViewer, byGift };
}

/** From the first total told to the highest, and the first message's own taps. */
function countLikesByForce(lines: readonly Line[]): number {
  const likes = lines.filter(({ method }) => method === "WebcastLikeMessage");
  if (likes[0] === undefined) return 0;
  const totals = likes.map(({ msg }) => Number(msg.total));
  return Math.max(...totals) - totals[0]! + likes[0].msg.count;
}

describe("the report of a recording", () => {
  let lines: Line[];

  before(async () => {
    const text = await readFile(recorded, "utf8");
    lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
  });

  const count = (of: readonly Line[], method: string, key = "") =>
    of.filter(
      (line) => line.method === method && (line.msg.common.displayText?.key ?? "").includes(key),
    ).length;

  it("equals what is counted by force over the file, for each streamer and in total", async () => {
    const report = await reportRecording(recorded, () => undefined);
    const streamers = [...new Set(lines.map(({ streamer }) => streamer))];
    expect(Object.keys(report.streams)).to.have.members(streamers);
    let likes = 0;
    for (const streamer of streamers) {
      const own = lines.filter((line) => line.streamer === streamer);
      const { byGift, byViewer, ...sums } = report.streams[streamer]!;
      const { byGift: gifts, byViewer: viewers, ...truth } = countByForce(own);
      likes += countLikesByForce(own);
      expect(sums).to.deep.equal({
        ...truth,
        likes: countLikesByForce(own),
        chats: count(own, "WebcastChatMessage"),
        follows: count(own, "WebcastSocialMessage", "follow"),
        shares: count(own, "WebcastSocialMessage", "share"),
        joins: count(own, "WebcastMemberMessage"),
        viewersPeak: peakOf(own),
      });
      expect(Object.fromEntries(byGift.map((sum) => [sum.giftId, sum.diamonds]))).to.deep.equal(
        gifts,
      );
      expect(Object.fromEntries(byViewer.map((sum) => [sum.viewerId, sum.diamonds]))).to.deep.equal(
        viewers,
      );
    }
    const truth = countByForce(lines);
    expect(report.total).to.include({
      gifts: truth.gifts,
      diamonds: truth.diamonds,
      streaks: truth.streaks,
      likes,
      chats: 100,
      follows: 39,
      shares: 38,
      joins: 106,
      viewersPeak: peakOf(lines),
    });
  });

  it("any order, repetition and restart of the recorded gifts ends at the same truth", () => {
    const gifts = lines.flatMap(({ method, msg, streamer }): SupportEvent[] => {
      const event = toLiveEvent(
        { method, msg },
        { source: "recording", channel: streamer, receivedAt: 0, toServerTime: () => 0 },
      );
      return event?.kind === "support" ? [event] : [];
    });
    expect(gifts).to.have.length(68);
    const truth = countByForce(lines);
    const doubled = fc
      .subarray(gifts, { minLength: 0 })
      .chain((again) =>
        fc.shuffledSubarray([...gifts, ...again], { minLength: gifts.length + again.length }),
      );
    fc.assert(
      fc.property(doubled, fc.array(fc.nat(200), { maxLength: 4 }), (events, restarts) => {
        expect(countThrough(events, new Set(restarts))).to.deep.equal(truth);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Counts as a server does that stops before these events and begins again with what it stored. */
function countThrough(events: readonly SupportEvent[], restarts: ReadonlySet<number>) {
  const recordedIds = new Set<string>();
  const stored = new Map<string, StreakMark>();
  let book = createStreakBook();
  const sums = { gifts: 0, diamonds: 0 };
  const byViewer: Record<string, number> = {};
  const byGift: Record<string, number> = {};
  for (const [index, event] of events.entries()) {
    if (restarts.has(index)) {
      book = createStreakBook();
      book.load(stored);
    }
    const id = `${event.channel}:${event.eventId}`;
    if (recordedIds.has(id)) continue;
    recordedIds.add(id);
    const added = book.count(event);
    for (const [key, mark] of book.takeChanged()) stored.set(key, mark);
    sums.gifts += addedGifts(added);
    sums.diamonds += addedDiamonds(added);
    byViewer[event.viewer.id] = (byViewer[event.viewer.id] ?? 0) + addedDiamonds(added);
    byGift[event.itemId] = (byGift[event.itemId] ?? 0) + addedDiamonds(added);
  }
  return { ...sums, streaks: stored.size, byViewer, byGift };
}

function peakOf(lines: readonly Line[]): number {
  const counts = lines.filter(({ method }) => method === "WebcastRoomUserSeqMessage");
  return Math.max(0, ...counts.map(({ msg }) => Number(msg.total)));
}
