import { expect } from "chai";
import fc from "fast-check";
import {
  sampleChat,
  sampleGift,
  sampleLike,
  sampleViewer,
  sampleViewers,
} from "./event-samples.ts";
import type { LiveEvent } from "./live-event.ts";
import { showReportSchema } from "./live-schemas.ts";
import { createShowReport } from "./show-report.ts";

/** Events of a show, each with an id of its own. */
function numbered(events: readonly LiveEvent[]): LiveEvent[] {
  return events.map((event, index) => ({ ...event, eventId: `e${index}` }));
}

function reportOf(events: readonly LiveEvent[]) {
  const fold = createShowReport();
  for (const event of events) fold.add(event);
  return fold.report();
}

const streak = (quantity: number, group = "1", isFinal = false): LiveEvent =>
  sampleGift({ quantity, streak: { group, startedAt: 0, isFinal } });
const lion = (viewerId: string): LiveEvent =>
  sampleGift({
    viewer: sampleViewer(viewerId),
    itemId: "6369",
    itemName: "Lion",
    unitValue: 29_999,
  });

const show = numbered([
  sampleViewers(120),
  streak(1),
  streak(5),
  streak(5, "1", true),
  streak(2, "2"),
  lion("7002"),
  sampleChat("hello"),
  sampleChat("Turkey"),
  sampleLike(15, { roomTotal: 1_000 }),
  sampleLike(15, { roomTotal: 1_300 }),
  sampleLike(15, { roomTotal: 900 }),
  { ...sampleChat(""), kind: "follow" },
  { ...sampleChat(""), kind: "share", broughtViewers: 0 },
  { ...sampleChat(""), kind: "join" },
  { ...sampleChat(""), kind: "stream", action: "paused" },
  sampleViewers(340),
  sampleViewers(90),
]);

describe("a show's report", () => {
  it("counts a whole show", () => {
    const report = reportOf(show);
    expect(report).to.deep.equal({
      gifts: 8,
      diamonds: 30_006,
      byGift: [
        { giftId: "6369", name: "Lion", gifts: 1, diamonds: 29_999 },
        { giftId: "5655", name: "Rose", gifts: 7, diamonds: 7 },
      ],
      byViewer: [
        { viewerId: "7002", name: "Name 7002", gifts: 1, diamonds: 29_999 },
        { viewerId: "7001", name: "Name 7001", gifts: 7, diamonds: 7 },
      ],
      streaks: 2,
      likes: 315,
      chats: 2,
      follows: 1,
      shares: 1,
      joins: 1,
      viewersPeak: 340,
    });
    expect(showReportSchema.safeParse(report).success).to.equal(true);
  });

  it("is empty for a show without events", () => {
    expect(reportOf([])).to.include({ gifts: 0, diamonds: 0, likes: 0, viewersPeak: 0 });
  });

  it("counts an event once, however often it comes", () => {
    expect(reportOf([...show, ...show])).to.deep.equal(reportOf(show));
  });

  it("orders gifts by diamonds, then by number, then by id", () => {
    const gifts = numbered([
      sampleGift({ itemId: "900", unitValue: 0 }),
      sampleGift({ itemId: "12", unitValue: 10 }),
      sampleGift({ itemId: "9", unitValue: 10 }),
      sampleGift({ itemId: "8", unitValue: 5, quantity: 2 }),
    ]);
    expect(reportOf(gifts).byGift.map(({ giftId }) => giftId)).to.deep.equal([
      "8",
      "9",
      "12",
      "900",
    ]);
  });

  it("calls a viewer by the last name seen", () => {
    const renamed = sampleViewer("7001", { name: "Later" });
    const gifts = numbered([sampleGift(), sampleGift({ viewer: renamed })]);
    expect(reportOf(gifts).byViewer[0]?.name).to.equal("Later");
  });

  it("counts each channel by itself and sums them", () => {
    const fold = createShowReport();
    const other = show.map((event) => ({ ...event, channel: "other" }));
    for (const event of [...show, ...other, sampleViewers(500, { channel: "third" })]) {
      fold.add(event);
    }
    const [first, second, third] = fold.byChannel();
    expect(first).to.deep.equal({ source: "tiktok", channel: "streamer", report: reportOf(show) });
    expect(second?.report).to.deep.equal(first?.report);
    expect(third?.report).to.include({ gifts: 0, viewersPeak: 500 });
    expect(fold.report()).to.include({
      gifts: 16,
      diamonds: 60_012,
      streaks: 4,
      likes: 630,
      chats: 4,
      viewersPeak: 500,
    });
  });

  it("has the same gifts for every order and repetition of its events", () => {
    const told = fc
      .array(fc.constantFrom(...show), { maxLength: show.length })
      .chain((again) =>
        fc.shuffledSubarray([...show, ...again], { minLength: show.length + again.length }),
      );
    const { likes: _likes, ...truth } = reportOf(show);
    fc.assert(
      fc.property(told, (events) => {
        const { likes: _told, ...counted } = reportOf(events);
        expect(counted).to.deep.equal(truth);
      }),
    );
  });
});
