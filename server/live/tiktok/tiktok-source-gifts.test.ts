import { expect } from "chai";
import { addedDiamonds, addedGifts } from "#common/live/gift-count.ts";
import type { LiveEvent, SupportEvent } from "#common/live/live-event.ts";
import { createStreakBook } from "#common/live/streak-book.ts";
import type { EncodedMessage } from "#server/testing/fake-tiktok/encode-message.ts";
import { type SourceStand, startSourceStand } from "#server/testing/fake-tiktok/source-stand.ts";

const ROSE = { giftId: "5655", name: "Rose", diamonds: 1, type: 1 } as const;
const LION = { giftId: "6369", name: "Lion", diamonds: 29_999, type: 2 } as const;
const HEART_ME = { giftId: "7934", name: "Heart Me", diamonds: 1, type: 4 } as const;
const ada = { id: "7001" };
const bo = { id: "7002" };
const GROUP = "1700000000001";

describe("gifts over a TikTok connection", () => {
  let stand: SourceStand;
  beforeEach(async () => {
    stand = await startSourceStand();
    stand.source.start();
    await stand.reaches("live");
  });
  afterEach(() => stand.close());

  /** Pushes each list as one frame and waits for all of it. */
  async function push(...frames: EncodedMessage[][]): Promise<void> {
    const before = stand.events.length;
    for (const frame of frames) stand.fake.push(frame);
    await stand.until(() => stand.events.length === before + frames.flat().length);
  }
  const rose = (count: number, more: { isEnd?: boolean; group?: string } = {}) =>
    stand.fake.messages.gift({ ...ROSE, viewer: ada, count, group: GROUP, ...more });

  it("count a streak up while it runs, and its end adds nothing", async () => {
    await push([rose(1)], [rose(2)], [rose(3)], [rose(3, { isEnd: true })]);
    expect(totals(stand.events)).to.deep.equal({ gifts: 3, diamonds: 3 });
  });

  it("count the same whatever order frames come in, and however often", async () => {
    const frames = [rose(13), rose(15), rose(14), rose(17), rose(16), rose(18)];
    await push(...frames.map((frame) => [frame]), [frames[0], frames[3]] as EncodedMessage[]);
    expect(totals(stand.events)).to.deep.equal({ gifts: 18, diamonds: 18 });
  });

  it("count what a skipped number stands for", async () => {
    await push(
      [rose(1)],
      [rose(3)],
      [rose(7)],
      [rose(10)],
      [rose(11)],
      [rose(11, { isEnd: true })],
    );
    expect(totals(stand.events).gifts).to.equal(11);
  });

  it("count a streak whose end is lost", async () => {
    await push([rose(1)], [rose(4)]);
    expect(totals(stand.events).gifts).to.equal(4);
  });

  it("count a hit that comes after the end of its streak", async () => {
    await push([rose(1)], [rose(5, { isEnd: true })], [rose(4)]);
    expect(totals(stand.events).gifts).to.equal(5);
  });

  it("tell when a streak began, so that a battle can leave out what was before it", async () => {
    const startedAt = stand.clock.now() - 20_000;
    await push([rose(40, { group: String(startedAt) })], [rose(42, { group: String(startedAt) })]);
    const streaks = gifts(stand.events).map((event) => event.streak?.startedAt);
    expect(streaks).to.deep.equal([startedAt, startedAt]);
    expect(totals(stand.events).gifts).to.equal(42);
  });

  it("keep two streaks of one viewer apart", async () => {
    const bracelet = (count: number) =>
      stand.fake.messages.gift({
        ...ROSE,
        giftId: "6784",
        name: "Bracelet",
        diamonds: 2,
        viewer: ada,
        count,
        group: "1700000000002",
      });
    await push([rose(1), bracelet(1)], [rose(6), bracelet(3)], [bracelet(4), rose(11)]);
    expect(totals(stand.events)).to.deep.equal({ gifts: 15, diamonds: 19 });
  });

  it("count gifts of types 2 and 4 once each, without a streak", async () => {
    const single = (gift: typeof LION | typeof HEART_ME) =>
      stand.fake.messages.gift({ ...gift, viewer: bo });
    await push([single(LION)], [single(LION)], [single(HEART_ME)]);
    expect(totals(stand.events)).to.deep.equal({ gifts: 3, diamonds: 59_999 });
    expect(gifts(stand.events).map((event) => event.streak)).to.deep.equal(
      Array(3).fill(undefined),
    );
  });

  it("keep ids that no double can hold", async () => {
    const id = "9223372036854775807";
    await push([stand.fake.messages.gift({ ...ROSE, viewer: { id }, msgId: "9007199254740993" })]);
    expect(gifts(stand.events)[0]).to.deep.include({ eventId: "9007199254740993", itemId: "5655" });
    expect(gifts(stand.events)[0]?.viewer.id).to.equal(id);
  });

  it("count for viewers with hostile names, and clean the names", async () => {
    const names = ["", "\u202Eevil\u0000\u200B", "🦁".repeat(500), "<img src=x onerror=alert(1)>"];
    await push(
      names.map((nickname, index) =>
        stand.fake.messages.gift({ ...LION, viewer: { id: `80${index}`, nickname } }),
      ),
    );
    expect(totals(stand.events).gifts).to.equal(names.length);
    for (const { viewer } of gifts(stand.events)) {
      expect(viewer.name).to.not.equal("");
      expect(viewer.name).to.not.match(/[\p{Cc}\u200B\u202E]/u);
      expect([...new Intl.Segmenter().segment(viewer.name)].length).to.be.at.most(24);
    }
  });

  it("take prices from nothing to the dearest", async () => {
    const priced = (diamonds: number) =>
      stand.fake.messages.gift({ ...LION, viewer: bo, giftId: String(9_000 + diamonds), diamonds });
    await push([priced(0), priced(44_999)]);
    expect(totals(stand.events)).to.deep.equal({ gifts: 2, diamonds: 44_999 });
  });

  it("come out in the order in which they were sent, large frames and small ones", async () => {
    const burst = Array.from({ length: 200 }, (_, index) => {
      const size = index % 3 === 0 ? 200 : 1;
      return Array.from({ length: size }, (_entry, part) =>
        stand.fake.messages.chat(bo, `${index}.${part}`),
      );
    });
    const before = stand.events.length;
    burst.forEach((frame, index) => stand.fake.push(frame, { isZipped: index % 2 === 0 }));
    const sent = burst.flat().map(({ msgId }) => msgId);
    await stand.until(() => stand.events.length === before + sent.length);
    expect(stand.events.slice(before).map(({ eventId }) => eventId)).to.deep.equal(sent);
  });

  it("are acknowledged, frame by frame", async () => {
    const logIds = [1, 2, 3].map((count) => stand.fake.push([rose(count)]));
    await stand.fake.until(() => stand.fake.unacknowledged().length === 0);
    const expected = logIds.map((logId) => ({ logId, internalExt: `ext-${logId}` }));
    expect(stand.fake.seen.acks).to.have.deep.members(expected);
  });
});

function gifts(events: readonly LiveEvent[]): SupportEvent[] {
  return events.filter((event) => event.kind === "support");
}

/** As they are recorded: each event id once, each streak by its mark. */
function totals(events: readonly LiveEvent[]): { gifts: number; diamonds: number } {
  const book = createStreakBook();
  const once = new Map(gifts(events).map((event) => [event.eventId, event]));
  const counts = [...once.values()].map((event) => book.count(event));
  return {
    gifts: counts.reduce((sum, count) => sum + addedGifts(count), 0),
    diamonds: counts.reduce((sum, count) => sum + addedDiamonds(count), 0),
  };
}
