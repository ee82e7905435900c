import { type FakeTikTok, type FakeTikTokOptions, startFakeTikTok } from "./fake-tiktok.ts";
import { type LoadOptions, type PreparedLoad, prepareLoad } from "./prepare-load.ts";
import { type SentLoad, sendLoad } from "./send-load.ts";

// The fake as a process of its own, told what to do over its parent's channel: a benchmark must not
// pay for the platform's work, and the platform must survive the server.

/** What the parent can ask for. */
export interface FakeCommands
  extends Pick<
    FakeTikTok,
    | "push"
    | "setInitial"
    | "setOffline"
    | "refuseNext"
    | "refuseSockets"
    | "dropSockets"
    | "freeze"
    | "sockets"
    | "unacknowledged"
  > {
  seen(): FakeTikTok["seen"];
  /** Encodes a load and keeps it for `send`; answers the ids in each frame, and messages by method. */
  prepare(
    options: Omit<LoadOptions, "createdAt" | "firstId">,
  ): Pick<PreparedLoad, "counts"> & { msgIds: string[][] };
  /** Sends what was prepared. */
  send(framesPerSecond?: number): Promise<SentLoad>;
}

export interface FakeRequest {
  id: number;
  command: keyof FakeCommands;
  input: unknown[];
}

/** What it says: first where it is found, then one answer for each request. */
export type FakeAnswer =
  | { kind: "opened"; signUrl: string; webHost: string; roomId: string }
  | { kind: "done"; id: number; value: unknown }
  | { kind: "failed"; id: number; message: string };

function commandsOf(fake: FakeTikTok): FakeCommands {
  let firstId = 7_400_000_000_000_000_001n;
  let load: PreparedLoad = { frames: [], counts: {} };
  return {
    ...fake,
    seen: () => fake.seen,
    prepare(options) {
      load = prepareLoad(fake.library, { ...options, createdAt: Date.now(), firstId });
      firstId += BigInt(options.messages);
      return { counts: load.counts, msgIds: load.frames.map(({ msgIds }) => msgIds) };
    },
    send: (framesPerSecond) => sendLoad(fake, load, framesPerSecond),
  };
}

function say(answer: FakeAnswer): void {
  process.send?.(answer);
}

const options = JSON.parse(process.argv[2] ?? "{}") as FakeTikTokOptions;
const fake = await startFakeTikTok(options);
const commands = commandsOf(fake);

process.on("message", ({ id, command, input }: FakeRequest) => {
  const call = commands[command] as (...input: unknown[]) => unknown;
  Promise.resolve()
    .then(() => call(...input))
    .then((value) => say({ kind: "done", id, value }))
    .catch((error: unknown) => say({ kind: "failed", id, message: String(error) }));
});
process.on("disconnect", () => process.exit());

const { signUrl, webHost, roomId } = fake;
say({ kind: "opened", signUrl, webHost, roomId });
