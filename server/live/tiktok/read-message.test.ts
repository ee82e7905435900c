import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import {
  encodeMessage,
  encodeRecorded,
  type RecordedMessage,
} from "#server/testing/fake-tiktok/encode-message.ts";
import { loadLibrary, messageCodec, type TikTokLibrary } from "./load-library.ts";
import { messagePlans } from "./message-plans.ts";
import { IDS_MAX } from "./platform-fields.ts";
import { readFetchResult, readFrame } from "./read-frame.ts";
import { readMessage } from "./read-message.ts";
import { mappedMethods, toLiveEvent } from "./to-live-event.ts";

type Method = keyof typeof messagePlans;

const RECORDING = path.join(
  import.meta.dirname,
  "../../testing/recordings/recorded-live-events-2023.jsonl",
);
const RECEIVED_AT = 1_800_000_000_000;

describe("the reader of single fields", () => {
  let library: TikTokLibrary;
  before(async () => {
    library = await loadLibrary();
  });

  function eventOf(method: string, msg: Record<string, unknown>) {
    const toServerTime = (createdAtMs: number) => createdAtMs;
    const origin = { source: "tiktok", channel: "c", receivedAt: RECEIVED_AT } as const;
    return toLiveEvent({ method, msg }, { ...origin, toServerTime });
  }
  /** The same event by our way and by the library's. */
  function bothWays(method: Method, payload: Uint8Array) {
    const own = readMessage(Buffer.from(payload), messagePlans[method]);
    const whole = messageCodec(library, method)?.decode(payload) ?? {};
    return { own: eventOf(method, own), whole: eventOf(method, whole) };
  }

  it("means the same as the whole message for everything ever recorded", () => {
    const lines = readFileSync(RECORDING, "utf8").trim().split("\n");
    const seen = new Set<string>();
    for (const line of lines) {
      const recorded = JSON.parse(line) as RecordedMessage;
      const { payload } = encodeRecorded(library, recorded, { isPadded: true });
      const { own, whole } = bothWays(recorded.method as Method, payload);
      expect(own).to.deep.equal(whole);
      expect(own).to.deep.equal(eventOf(recorded.method, recorded.msg));
      if (own !== undefined) seen.add(recorded.method);
    }
    expect(lines.length).to.be.above(500);
    expect(seen.size).to.equal(mappedMethods.length - 1);
  });

  it("means the same as the whole message for any values of its fields", () => {
    const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
    const int32 = fc.integer();
    const user = fc.record({
      id: int64,
      nickname: fc.string({ unit: "grapheme" }),
      displayId: fc.string(),
      isSubscribe: fc.boolean(),
      followInfo: fc.record({ followStatus: fc.constantFrom("0", "1", "2") }),
    });
    const userIdentity = fc.record({
      isSubscriberOfAnchor: fc.boolean(),
      isFollowerOfAnchor: fc.boolean(),
      isModeratorOfAnchor: fc.boolean(),
      isAnchor: fc.boolean(),
    });
    const common = fc.record({
      msgId: int64,
      createTime: fc.integer({ min: 0, max: RECEIVED_AT }).map(String),
      displayText: fc.record({ key: fc.constantFrom("", "follow", "pm_mt_guidance_share") }),
    });
    const ids = fc.array(int64, { maxLength: 4 });
    const gift = fc.record({
      id: int64,
      name: fc.string(),
      type: int32,
      combo: fc.boolean(),
      diamondCount: int32,
    });
    const fields: Record<Method, fc.Arbitrary<Record<string, unknown>>> = {
      WebcastGiftMessage: fc.record({
        common,
        user,
        userIdentity,
        gift,
        giftId: int64,
        groupId: int64,
        repeatCount: int32,
        repeatEnd: int32,
      }),
      WebcastChatMessage: fc.record({
        common,
        user,
        userIdentity,
        content: fc.string({ unit: "grapheme" }),
        contentLanguage: fc.constantFrom("", "en", "tr"),
      }),
      WebcastLikeMessage: fc.record({ common, user, count: int32, total: int64 }),
      WebcastSocialMessage: fc.record({ common, user, action: fc.constantFrom("0", "1", "3") }),
      WebcastMemberMessage: fc.record({ common, user, action: fc.constantFrom(0, 1, 3) }),
      WebcastRoomUserSeqMessage: fc.record({ common, total: int64, totalUser: int64 }),
      WebcastSubNotifyMessage: fc.record({ common, user, subMonth: int64 }),
      WebcastQuestionNewMessage: fc.record({
        common,
        data: fc.record({ user, content: fc.string() }),
      }),
      WebcastImDeleteMessage: fc.record({ common, deleteMsgIds: ids, deleteUserIds: ids }),
      WebcastControlMessage: fc.record({ common, action: fc.integer({ min: 0, max: 5 }) }),
    };
    const any = fc
      .constantFrom(...mappedMethods)
      .chain((method) => fc.tuple(fc.constant(method), fields[method]));
    fc.assert(
      fc.property(any, ([method, msg]) => {
        const { own, whole } = bothWays(method, encodeMessage(library, method, msg));
        expect(own).to.deep.equal(whole);
      }),
      { numRuns: 500 },
    );
  });

  it("reads lists that come one by one as well as packed ones", () => {
    // deleteMsgIds (field 2) as two single numbers.
    const payload = Buffer.of(0x10, 0x07, 0x10, 0x96, 0x01);
    const msg = readMessage(payload, messagePlans.WebcastImDeleteMessage);
    expect(msg).to.deep.equal({ deleteMsgIds: ["7", "150"] });
  });

  it("reads no more ids than rules take, however many come and in whatever form", () => {
    const ids = Array.from({ length: 400_000 }, () => [0x10, 5]);
    const single = Buffer.from(ids.flat());
    const packed = Buffer.concat([Buffer.of(0x12, 0x80, 0x80, 0x01), Buffer.alloc(16_384, 5)]);
    const began = performance.now();
    for (const payload of [single, packed, Buffer.concat([packed, single])]) {
      const msg = readMessage(payload, messagePlans.WebcastImDeleteMessage);
      expect(msg["deleteMsgIds"]).to.deep.equal(Array(IDS_MAX).fill("5"));
    }
    // Copying the list for each id took half a minute for a tenth of it.
    expect(performance.now() - began).to.be.below(2_000);
  });

  it("ends on any bytes, with a message or with a range error", () => {
    const attempt = (read: () => unknown) => {
      try {
        read();
      } catch (error) {
        expect(String(error)).to.match(/^RangeError|^Error: (incorrect|invalid|unexpected)/);
      }
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        attempt(() => readFrame(buffer));
        attempt(() => readFetchResult(buffer));
        for (const plan of Object.values(messagePlans)) attempt(() => readMessage(buffer, plan));
      }),
      { numRuns: 1_000 },
    );
  });
});
