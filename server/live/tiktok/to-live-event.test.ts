import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import type { LiveEvent } from "#common/live/live-event.ts";
import { type RecordedMessage, readRecording } from "#server/live/recording-file.ts";
import { type MessageOrigin, mappedMethods, toLiveEvent } from "./to-live-event.ts";

const recording = join(
  import.meta.dirname,
  "../../testing/recordings/recorded-live-events-2023.jsonl",
);

const RECEIVED_AT = 1_702_459_999_000;
/** The platform's clock is 250 ms behind ours. */
const origin: MessageOrigin = {
  source: "tiktok",
  channel: "streamer_56",
  receivedAt: RECEIVED_AT,
  toServerTime: (createdAtMs) => createdAtMs + 250,
};
const stamp = { source: "tiktok", channel: "streamer_56", receivedAt: RECEIVED_AT };

const nobody = { isModerator: false, isSubscriber: false, isFollower: false, isOwner: false };

describe("toLiveEvent", () => {
  const recorded = new Map<string, RecordedMessage>();

  before(async () => {
    for await (const message of readRecording(recording, () => undefined)) {
      const { msgId } = message.msg["common"] as { msgId: string };
      recorded.set(msgId, message);
    }
  });

  /** A recorded message with some fields changed. */
  function map(msgId: string, change: object = {}): LiveEvent | undefined {
    const { method, msg } = recorded.get(msgId)!;
    return toLiveEvent({ method, msg: { ...msg, ...change } }, origin);
  }

  it("tells something of every recorded message, and each keeps its own id", () => {
    const kinds: Record<string, number> = {};
    for (const [msgId, message] of recorded) {
      const event = toLiveEvent(message, origin)!;
      expect(event.eventId).to.equal(msgId);
      kinds[event.kind] = (kinds[event.kind] ?? 0) + 1;
    }
    expect(kinds).to.deep.equal({
      chat: 100,
      follow: 39,
      join: 106,
      like: 94,
      moderation: 11,
      share: 38,
      stream: 13,
      subscribe: 1,
      support: 68,
      viewers: 123,
    });
  });

  const rose = {
    kind: "support",
    viewer: {
      ...nobody,
      id: "6659534870090772083",
      handle: "viewer_96",
      name: "Σοφία 329",
      isFollower: true,
    },
    itemId: "5655",
    itemName: "Rose",
    unit: "diamond",
    unitValue: 1,
  };
  const table: [rule: string, msgId: string, event: object][] = [
    [
      "a streak's frame carries the total so far and when the streak began",
      "7309148535780313864",
      {
        ...rose,
        at: 1_701_793_774_952,
        quantity: 8,
        streak: { group: "1701793761856", startedAt: 1_701_793_762_106, isFinal: false },
      },
    ],
    [
      "a streak's end says so and repeats its count",
      "7309148433146497824",
      {
        ...rose,
        viewer: {
          ...nobody,
          id: "6440790590339520662",
          handle: "viewer_9b",
          name: "สมชาย 334",
          isFollower: true,
        },
        at: 1_701_793_777_004,
        quantity: 1,
        streak: { group: "1701793773497", startedAt: 1_701_793_773_747, isFinal: true },
      },
    ],
    [
      "a gift of a kind without streaks counts at once",
      "7312006833869802286",
      {
        ...rose,
        viewer: {
          ...nobody,
          id: "6611461921497197362",
          handle: "viewer_9o",
          name: "O’Neil <3 347",
          isFollower: true,
        },
        at: 1_702_459_422_417,
        itemId: "7934",
        itemName: "Heart Me",
        quantity: 1,
      },
    ],
    [
      "a comment keeps its text and its language",
      "7312008729350785797",
      {
        kind: "chat",
        viewer: {
          ...nobody,
          id: "6137057742095265175",
          handle: "viewer_ak",
          name: "Σοφία 379",
          isFollower: true,
        },
        at: 1_702_459_711_444,
        text: "Do you teach chinese?",
        language: "en",
      },
    ],
    [
      "a like tells a share and the room's total",
      "7312007543844080389",
      {
        kind: "like",
        viewer: {
          ...nobody,
          id: "6323557250299378987",
          handle: "viewer_9t",
          name: "Müller 352",
          isFollower: true,
        },
        at: 1_702_459_424_212,
        count: 3,
        roomTotal: 2_123,
      },
    ],
    [
      "a social message whose text follows is a follow",
      "7312007252260506373",
      {
        kind: "follow",
        viewer: {
          ...nobody,
          id: "6740700269627614140",
          handle: "viewer_ba",
          name: "Дмитрий 405",
          isFollower: true,
        },
        at: 1_702_459_356_956,
      },
    ],
    [
      "a share tells the viewers that came through it",
      "7309142369286195974",
      {
        kind: "share",
        viewer: { ...nobody, id: "6796320964577674788", handle: "viewer_eo", name: "Müller 527" },
        at: 1_701_792_323_839,
        broughtViewers: 10,
      },
    ],
    [
      "a member who enters joins",
      "7312008956162771713",
      {
        kind: "join",
        viewer: {
          ...nobody,
          id: "6985021393045947982",
          handle: "viewer_ae",
          name: 'a"b\\c 373',
          isFollower: true,
        },
        at: 1_702_459_754_358,
      },
    ],
    [
      "the room's count tells who watches and who has been",
      "7312009726655793953",
      { kind: "viewers", at: 1_702_459_932_382, current: 0, visitors: 2_231 },
    ],
    [
      "a subscription tells its months",
      "7301050224389131010",
      {
        kind: "subscribe",
        viewer: { ...nobody, id: "6676334437701649897", handle: "viewer_bb", name: "محمد 406" },
        at: 1_699_908_268_198,
        months: 1,
      },
    ],
    [
      "a moderator's word tells whom it takes away",
      "7309146982651316997",
      {
        kind: "moderation",
        at: 1_701_793_397_699,
        deletedEventIds: [],
        deletedViewerIds: ["6538056753321147002"],
      },
    ],
    [
      "a stream that ends says so",
      "7312008977418898184",
      { kind: "stream", at: 1_702_459_758_162, action: "ended" },
    ],
  ];
  for (const [rule, msgId, event] of table) {
    it(rule, () => {
      expect(map(msgId)).to.deep.equal({ ...stamp, eventId: msgId, ...event });
    });
  }

  const ROSE = "7309148535780313864";

  it("a gift without its details takes name and price from the shipped table", () => {
    expect(map(ROSE, { gift: undefined, giftId: "6369" })).to.include({
      itemName: "Lion",
      unitValue: 29_999,
    });
    expect(map(ROSE, { gift: undefined, giftId: "999999999" })).to.include({
      itemName: "Gift 999999999",
      unitValue: 0,
    });
    expect(map(ROSE, { gift: undefined })).to.have.nested.property("streak.group", "1701793761856");
  });

  it("what the event says of a gift stands against the table", () => {
    const gift = { id: "6369", name: "León", type: 2, combo: false, diamondCount: 0 };
    expect(map(ROSE, { gift, giftId: "6369" })).to.include({ itemName: "León", unitValue: 0 });
  });

  it("a streak that began at a time nobody can believe began at no known time", () => {
    for (const groupId of [
      "7",
      "1601793761856",
      "1701793701855",
      "1701799761856",
      "4999999999999",
    ]) {
      const event = map(ROSE, { groupId });
      expect(event).to.have.nested.property("streak.group", groupId);
      expect(event).to.have.nested.property("streak.startedAt", 0);
    }
  });

  it("a message without its own id or its person's tells nothing", () => {
    expect(map(ROSE, { common: {} })).to.equal(undefined);
    expect(map(ROSE, { common: { msgId: "0" } })).to.equal(undefined);
    expect(map(ROSE, { user: undefined })).to.equal(undefined);
    expect(map(ROSE, { user: { id: "0", nickname: "x" } })).to.equal(undefined);
    expect(map(ROSE, { giftId: "0", gift: undefined })).to.equal(undefined);
  });

  it("a message without a time happened when it arrived, and none happens later", () => {
    const common = { msgId: "1", createTime: "0" };
    expect(map(ROSE, { common })).to.include({ at: RECEIVED_AT });
    const late = { msgId: "1", createTime: String(RECEIVED_AT + 5_000) };
    expect(map(ROSE, { common: late })).to.include({ at: RECEIVED_AT });
  });

  it("ids beyond what a number holds stay exact", () => {
    const event = map(ROSE, {
      common: { msgId: "18446744073709551615" },
      user: { id: "9223372036854775807" },
    });
    expect(event).to.include({ eventId: "18446744073709551615" });
    expect(event).to.have.nested.property("viewer.id", "9223372036854775807");
  });

  it("hostile names come out fit for a screen", () => {
    const nicknames = [
      "",
      "\u202e\u200b",
      "🔥".repeat(500),
      "a\u0000b",
      "\ud83d",
      "x".repeat(9_000),
    ];
    for (const nickname of nicknames) {
      const event = map(ROSE, { user: { id: "1", nickname, displayId: "@some body\u0000" } });
      if (event?.kind !== "support") throw new Error("no gift");
      expect(event.viewer.handle).to.equal("somebody");
      expect(event.viewer.name).not.to.equal("");
      expect(event.viewer.name.isWellFormed()).to.equal(true);
      expect(event.viewer.name).not.to.match(/\p{Cc}|\u200b|\u202e/u);
    }
  });

  it("whatever a message holds, nothing throws and counts stay whole and safe", () => {
    const hostile = fc.oneof(
      fc.anything({ withBigInt: true, withNullPrototype: true }),
      fc.constantFrom(
        -1,
        Number.NaN,
        Infinity,
        1e300,
        -1e300,
        0.5,
        2 ** 63,
        "-5",
        "1e9",
        "9".repeat(300),
      ),
      fc.string({ unit: "binary" }),
    );
    const fields = [...new Set([...recorded.values()].flatMap(({ msg }) => Object.keys(msg)))];
    const change = fc.dictionary(fc.constantFrom(...fields, "data"), hostile);
    const inner = (names: string[]) => fc.dictionary(fc.constantFrom(...names), hostile);
    const known = { common: { msgId: "1" }, user: { id: "2" }, giftId: "3" };
    fc.assert(
      fc.property(
        fc.constantFrom(...mappedMethods, "WebcastUnknownMessage"),
        change,
        inner(["id", "name", "type", "combo", "diamondCount"]),
        inner(["nickname", "displayId", "followInfo", "isSubscribe"]),
        (method, changed, gift, user) => {
          const msg = { ...known, gift, user: { ...user, id: "2" }, ...changed };
          const event = toLiveEvent({ method, msg }, origin);
          if (event === undefined) return;
          expect(event.at).to.be.at.most(RECEIVED_AT);
          const counts =
            event.kind === "support"
              ? [event.quantity, event.unitValue, event.quantity * event.unitValue]
              : event.kind === "like"
                ? [event.count, event.roomTotal ?? 0]
                : event.kind === "viewers"
                  ? [event.current, event.visitors ?? 0]
                  : [];
          for (const count of counts) {
            expect(Number.isSafeInteger(count) && count >= 0).to.equal(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
