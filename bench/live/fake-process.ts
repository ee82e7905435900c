import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type FakeTikTok, startFakeTikTok } from "#server/testing/fake-tiktok/fake-tiktok.ts";
import { type PreparedLoad, prepareLoad } from "#server/testing/fake-tiktok/prepare-load.ts";
import { sendLoad } from "#server/testing/fake-tiktok/send-load.ts";
import { type BenchClock, openBenchClock } from "../bench-clock.ts";
import { serveParent } from "../bench-process.ts";

const recording = fileURLToPath(
  import.meta.resolve("#server/testing/recordings/recorded-live-events-2023.jsonl"),
);
/** All that is recorded but pauses and deletions, which are rare and of no weight. */
const methods = ["Gift", "Chat", "Like", "Social", "Member", "RoomUserSeq"].map(
  (name) => `Webcast${name}Message`,
);
const MESSAGES_PER_FRAME = 10;
/** Name of a gifter whose gift is timed, before its number. */
const MARKED_PREFIX = "mark-";

let fake: FakeTikTok | undefined;
let clock: BenchClock;
let load: PreparedLoad = { frames: [], counts: {} };
let firstId = 7_400_000_000_000_000_001n;
let marks = 0;

// A LIVE in a process of its own: the recorded messages over and over, as large as they were, each
// with an id of its own. All is encoded before anything is measured.
const commands = {
  async start({ clockOffsetMs, channel }: { clockOffsetMs: number; channel: string }) {
    clock = openBenchClock(clockOffsetMs);
    fake = await startFakeTikTok({ names: [channel], now: clock.now });
    return { signUrl: fake.signUrl, webHost: fake.webHost, roomId: fake.roomId };
  },
  prepare({ messages }: { messages: number }) {
    load = prepareLoad(theFake().library, {
      recording,
      methods,
      messages,
      messagesPerFrame: MESSAGES_PER_FRAME,
      isPadded: true,
      createdAt: clock.now(),
      firstId,
    });
    firstId += BigInt(messages);
  },
  /** Sends it as fast as the sockets take it, or at so many messages a second. */
  async send({ messagesPerSecond }: { messagesPerSecond?: number }) {
    const rate =
      messagesPerSecond === undefined ? undefined : messagesPerSecond / MESSAGES_PER_FRAME;
    await sendLoad(theFake(), load, rate);
  },
  /**
   * Sends it at an even pace, and with every frame one gift whose sender's name is its mark; answers
   * when each of those left, by the common clock.
   */
  async sendMarked({ messagesPerSecond }: { messagesPerSecond: number }) {
    const live = theFake();
    const frameMs = (1_000 * MESSAGES_PER_FRAME) / messagesPerSecond;
    const startedAt = clock.exact();
    const sent: { mark: string; atMs: number }[] = [];
    for (const [index, { bytes }] of load.frames.entries()) {
      await wait(Math.max(0, startedAt + index * frameMs - clock.exact()));
      marks += 1;
      const mark = `${MARKED_PREFIX}${marks}`;
      const viewer = { id: String(9_000_000 + marks), displayId: mark, nickname: mark };
      const gift = live.messages.gift({ viewer, type: 2, diamonds: 1 });
      live.pushRaw(bytes);
      sent.push({ mark, atMs: clock.exact() });
      live.push([gift]);
    }
    return sent;
  },
};

export type FakeProcess = typeof commands;

serveParent(commands, async () => {
  await fake?.close();
});

function theFake(): FakeTikTok {
  if (fake === undefined) throw new Error("the fake is started first");
  return fake;
}
