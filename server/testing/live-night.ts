import { type BattleSeat, takeBattleSeat } from "./battle-seat.ts";
import type { EncodedMessage } from "./fake-tiktok/encode-message.ts";
import type { FakeViewer } from "./fake-tiktok/fake-messages.ts";
import { type FakeTikTok, startFakeTikTok } from "./fake-tiktok/fake-tiktok.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

export const FAKE_CHANNEL = "grandstand.live";
export const SIDES: readonly string[] = ["TR", "SA", "EG", "PK"];

/** What a comment that chooses a side says. */
export const WORDS: Readonly<Record<string, string>> = {
  TR: "Türkiye 🇹🇷",
  SA: "السعودية",
  EG: "go Egypt!",
  PK: "Pakistan zindabad",
};

/** The real app fed by a fake LIVE through the platform's own library, and who looks at it. */
export interface LiveNight {
  test: TestApp;
  fake: FakeTikTok;
  viewer: BattleSeat;
  host: BattleSeat;
  /** Connects the stage, as its host does; resolves once it is live. */
  connect(): Promise<void>;
  /** Starts a battle and answers its id once the screen shows it. */
  start(): Promise<number>;
  /** Each of these viewers says which side they are for; resolves once that is recorded. */
  choose(choices: ReadonlyMap<string, string>): Promise<void>;
  /** Sends messages in frames of so many, as fast as they are taken. */
  send(messages: readonly EncodedMessage[], perFrame?: number): void;
  /** Resolves once everything sent so far is recorded and shown. */
  shown(): Promise<void>;
  end(): Promise<void>;
}

/** One at a time in a process. */
export async function startLiveNight(
  options: Parameters<typeof startTestApp>[0] & { now?: () => number } = {},
): Promise<LiveNight> {
  const { now, environment, ...rest } = options;
  const fake = await startFakeTikTok({ names: [FAKE_CHANNEL], ...(now && { now }) });
  const test = await startTestApp({
    ...rest,
    environment: { TIKTOK_WEB_HOST: fake.webHost, TIKTOK_SIGN_URL: fake.signUrl, ...environment },
  });
  const host = await takeBattleSeat(test.url, await test.hostToken());
  const viewer = await takeBattleSeat(test.url);
  const marker: FakeViewer = { id: "9999999999", nickname: "The end" };

  function send(messages: readonly EncodedMessage[], perFrame = 10) {
    for (let at = 0; at < messages.length; at += perFrame) {
      fake.push(messages.slice(at, at + perFrame));
    }
  }

  /** The last of what was sent is in the record, and so is all before it. */
  async function shown() {
    const { msgId, ...last } = fake.messages.chat(marker, "that was all");
    fake.push([{ msgId, ...last }]);
    const events = await untilRecorded(test, msgId);
    await viewer.until(({ recordedCount }) => recordedCount >= events);
  }

  return {
    test,
    fake,
    viewer,
    host,
    async connect() {
      const connected = await host.request("connectLive", {
        source: "tiktok",
        channel: FAKE_CHANNEL,
      });
      if (!connected.ok) throw new Error(connected.refusal.code);
      await viewer.until(({ sourceState }) => sourceState === "live");
    },
    async start() {
      const started = await host.request("startBattle", {});
      if (!started.ok) throw new Error(started.refusal.code);
      const { battleId } = started.value;
      await viewer.until((state) => state.battleId === battleId && state.phase === "running");
      return battleId;
    },
    async choose(choices) {
      const comments = [...choices].map(([id, side]) =>
        fake.messages.chat({ id }, WORDS[side] ?? side),
      );
      send(comments);
      await shown();
    },
    send,
    shown,
    async end() {
      host.deafen();
      viewer.deafen();
      await test.close();
      await fake.close();
    },
  };
}

/** Looks until the event is in the record; answers how many its session has. */
async function untilRecorded({ dataSource }: TestApp, msgId: string): Promise<number> {
  for (;;) {
    const rows: { events: number }[] = await dataSource.query(
      `SELECT events FROM stream_sessions
       WHERE id = (SELECT session_id FROM live_events WHERE event_id = $1)`,
      [msgId],
    );
    if (rows[0] !== undefined) return rows[0].events;
  }
}
