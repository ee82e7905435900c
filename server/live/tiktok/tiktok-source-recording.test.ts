import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { LiveEvent } from "#common/live/live-event.ts";
import {
  encodeRecorded,
  type RecordedMessage,
} from "#server/testing/fake-tiktok/encode-message.ts";
import {
  type FakeTikTokProcess,
  startFakeTikTokProcess,
} from "#server/testing/fake-tiktok/fake-tiktok-process.ts";
import { type SourceStand, startSourceStand } from "#server/testing/fake-tiktok/source-stand.ts";
import { toLiveEvent } from "./to-live-event.ts";

const RECORDING = path.join(
  import.meta.dirname,
  "../../testing/recordings/recorded-live-events-2023.jsonl",
);

describe("a recorded LIVE over a TikTok connection", () => {
  // The LIVEs of the file end in the middle of it.
  const lines = readFileSync(RECORDING, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedMessage)
    .filter(({ method, msg }) => method !== "WebcastControlMessage" || Number(msg.action) < 3);
  let stand: SourceStand | undefined;
  let platform: FakeTikTokProcess | undefined;
  afterEach(async () => {
    await stand?.close();
    await platform?.close();
  });

  for (const isRaw of [false, true]) {
    it(`comes out as it went in${isRaw ? ", and whole for the recorder" : ""}`, async () => {
      stand = await startSourceStand({ isRaw });
      stand.source.start();
      await stand.reaches("live");
      const { fake } = stand;
      const encoded = lines.map((line) => encodeRecorded(fake.library, line, { isPadded: true }));
      for (let at = 0; at < encoded.length; at += 10) fake.push(encoded.slice(at, at + 10));
      const expected = lines.map(eventOf).filter((event) => event !== undefined);
      await stand.until(() => stand?.events.length === expected.length);
      expect(stand.events.map(withoutTimes)).to.deep.equal(expected.map(withoutTimes));
      expect(stand.undecoded).to.deep.equal([]);
      if (!isRaw) return;
      expect(stand.raw.map(({ method }) => method)).to.deep.equal(
        lines.map(({ method }) => method),
      );
      expect(stand.raw.map(eventOf).filter((event) => event !== undefined)).to.deep.equal(expected);
      expect(stand.raw[0]).to.deep.include({
        ts: new Date(stand.clock.now()).toISOString(),
        streamer: "grandstand.live",
        bytes: encoded[0]?.payload.length,
      });
    });
  }

  it("can be played by a platform in a process of its own", async () => {
    platform = await startFakeTikTokProcess({ names: ["grandstand.live"] });
    const { signUrl, webHost } = platform;
    stand = await startSourceStand({ source: { signUrl, webHost } });
    stand.source.start();
    await stand.reaches("live");
    const { counts, msgIds } = await platform.ask("prepare", {
      recording: RECORDING,
      messages: 2_000,
      messagesPerFrame: 10,
      isPadded: true,
      methods: ["WebcastGiftMessage", "WebcastChatMessage"],
    });
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).to.equal(2_000);
    const { sentAt } = await platform.ask("send");
    expect(sentAt).to.have.length(200);
    await stand.until(() => stand?.events.length === 2_000);
    expect(stand.events.map(({ eventId }) => eventId)).to.deep.equal(msgIds.flat());
  });
});

function eventOf({ method, msg }: Pick<RecordedMessage, "method" | "msg">): LiveEvent | undefined {
  const origin = { source: "tiktok", channel: "grandstand.live", receivedAt: 0 } as const;
  return toLiveEvent({ method, msg }, { ...origin, toServerTime: (at) => at });
}

/** A recording of 2023 is told today. */
function withoutTimes(event: LiveEvent): unknown {
  const untimed = { ...event, at: 0, receivedAt: 0 };
  if (untimed.kind !== "support" || untimed.streak === undefined) return untimed;
  return { ...untimed, streak: { ...untimed.streak, startedAt: 0 } };
}
