import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { encodePush } from "#server/testing/fake-tiktok/encode-frame.ts";
import { type SourceStand, startSourceStand } from "#server/testing/fake-tiktok/source-stand.ts";
import { FRAME_BYTES_MAX } from "./read-frame.ts";

const ada = { id: "7001" };

describe("bad input over a TikTok connection", () => {
  let stand: SourceStand;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  before(() => process.on("unhandledRejection", note));
  after(() => process.off("unhandledRejection", note));
  beforeEach(async () => {
    stand = await startSourceStand();
    stand.source.start();
    await stand.reaches("live");
  });
  afterEach(async () => {
    await stand.close();
    expect(unhandled).to.deep.equal([]);
  });

  /** A good frame, to see that the connection still works. */
  async function expectAlive(): Promise<void> {
    const before = stand.events.length;
    stand.fake.push([stand.fake.messages.chat(ada, "still here")]);
    await stand.until(() => stand.events.length === before + 1);
    expect(stand.status()).to.deep.equal({ state: "live" });
    expect(stand.fake.sockets()).to.equal(1);
  }
  const pushOf = (payload: Uint8Array) =>
    encodePush(stand.fake.library, { logId: "77", payloadType: "msg", payload });

  for (const [name, bytes] of [
    ["an empty frame", []],
    ["a frame of zeros", Array(64).fill(0)],
    ["a frame of ones", Array(64).fill(255)],
    ["a frame cut short", [0x42, 0xff, 0x01, 0x00]],
  ] as const) {
    it(`${name} harms nothing`, async () => {
      stand.fake.pushRaw(Uint8Array.from(bytes));
      await expectAlive();
      expect(stand.events).to.have.length(1);
    });
  }

  it("a frame that is no frame is counted", async () => {
    stand.fake.pushRaw(Buffer.from("not a frame at all"));
    await expectAlive();
    expect(stand.undecoded).to.deep.equal(["frame"]);
  });

  it("a frame whose zip is broken is counted", async () => {
    stand.fake.pushRaw(pushOf(gzipSync(Buffer.alloc(100, 7)).subarray(0, 20)));
    await expectAlive();
    expect(stand.undecoded).to.deep.equal(["frame"]);
  });

  it("a frame that unpacks to more than fits is refused before the library unpacks it", async () => {
    const bomb = gzipSync(Buffer.alloc(FRAME_BYTES_MAX * 4));
    const rss = process.memoryUsage().rss;
    for (let round = 0; round < 5; round += 1) stand.fake.pushRaw(pushOf(bomb));
    await expectAlive();
    expect(stand.undecoded).to.deep.equal(Array(5).fill("frame"));
    expect(process.memoryUsage().rss - rss).to.be.below(FRAME_BYTES_MAX * 10);
  });

  it("a frame of more messages than a LIVE can send is refused whole", async () => {
    const empty = Buffer.alloc(FRAME_BYTES_MAX);
    for (let index = 0; index < empty.length; index += 2) empty[index] = 0x0a;
    const rss = process.memoryUsage().rss;
    stand.fake.pushRaw(pushOf(gzipSync(empty)));
    await expectAlive();
    expect(stand.undecoded).to.deep.equal(["frame"]);
    expect(process.memoryUsage().rss - rss).to.be.below(FRAME_BYTES_MAX * 10);
  });

  it("a message that can't be read costs only itself", async () => {
    const { chat } = stand.fake.messages;
    stand.fake.push([
      chat(ada, "one"),
      { method: "WebcastGiftMessage", msgId: "1", payload: Uint8Array.of(0x0a, 0x7f, 0x01) },
      chat(ada, "two"),
    ]);
    await stand.until(() => stand.events.length === 2);
    expect(stand.undecoded).to.deep.equal(["WebcastGiftMessage"]);
  });

  it("a message of no known kind is counted, one that nobody asks for is not", async () => {
    const { chat, message } = stand.fake.messages;
    stand.fake.push([
      { method: "WebcastBrandNewMessage", msgId: "1", payload: Uint8Array.of(1, 2, 3) },
      message("WebcastRankTextMessage", {}),
      chat(ada, "hi"),
    ]);
    await stand.until(() => stand.events.length === 1);
    expect(stand.undecoded).to.deep.equal(["WebcastBrandNewMessage"]);
  });

  it("names of the language itself are no kinds of message", async () => {
    for (const method of ["constructor", "__proto__", "toString", "TikTokLiveConnection", ""]) {
      const payload = Uint8Array.of(1);
      stand.fake.push([{ method, msgId: "1", payload }]);
    }
    await expectAlive();
    expect(stand.undecoded).to.have.length(5);
  });

  it("a message without an id or a person tells nothing", async () => {
    const { chat, gift } = stand.fake.messages;
    stand.fake.push([chat({ id: "0" }, "nobody"), gift({ viewer: ada, giftId: "0", msgId: "0" })]);
    await expectAlive();
    expect(stand.events).to.have.length(1);
  });

  it("a sink that throws loses its frame and nothing else, and does not acknowledge it", async () => {
    const { events } = stand;
    const push = events.push.bind(events);
    events.push = () => {
      events.push = push;
      throw new Error("a bug of ours");
    };
    const lost = stand.fake.push([stand.fake.messages.chat(ada, "lost")]);
    await expectAlive();
    await stand.fake.until(() => stand.fake.seen.acks.length === 1);
    expect(stand.fake.unacknowledged()).to.deep.equal([lost]);
    expect(stand.log.lines.filter(({ level }) => level === "error")).to.have.length(1);
  });

  it("a burst of 10,000 gifts in one second comes through whole", async function () {
    this.timeout(20_000);
    for (let frame = 0; frame < 100; frame += 1) {
      const gifts = Array.from({ length: 100 }, (_, index) =>
        stand.fake.messages.gift({ viewer: { id: String(1 + frame * 100 + index) }, type: 2 }),
      );
      stand.fake.push(gifts);
    }
    await stand.until(() => stand.events.length === 10_000);
    expect(new Set(stand.events.map(({ eventId }) => eventId)).size).to.equal(10_000);
    await stand.fake.until(() => stand.fake.unacknowledged().length === 0);
  });

  it("a history of garbage does not stop the connection", async () => {
    const broken = { method: "WebcastChatMessage", msgId: "1", payload: Uint8Array.of(0xff) };
    stand.fake.setInitial([broken, stand.fake.messages.chat(ada, "old")]);
    stand.fake.dropSockets();
    await stand.reaches("lost");
    stand.clock.advance(1_000);
    await stand.reaches("live");
    expect(stand.undecoded).to.deep.equal(["WebcastChatMessage"]);
    await expectAlive();
  });
});
