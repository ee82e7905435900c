import { WebSocket } from "ws";
import { type BenchClock, openBenchClock } from "../bench-clock.ts";
import { serveParent } from "../bench-process.ts";
import { percentile } from "../percentile.ts";
import { readFloorStamp } from "./floor-delta.ts";
import { joinRoom } from "./join-room.ts";
import { readPatchStamp } from "./patch-stamp.ts";

// Everyone who watches: each bot holds one seat in the room and one socket of the floor, and only
// counts. One process for both sides, so that what the bots cost is the same for both.
export type Side = "app" | "floor";

/** What the bots of one side have received in its windows. */
interface Tally {
  messages: number;
  bytes: number;
  latenciesMs: number[];
}

/** Bots that join at the same time. */
const JOINING_MAX = 32;

const tallies: Record<Side, Tally> = { app: emptyTally(), floor: emptyTally() };
const sockets: WebSocket[] = [];
let counting: Side | undefined;
let clock: BenchClock | undefined;

const methods = {
  /** Seats `clientCount` bots on both sides; answers how long that took for each. */
  async join(options: {
    clockOffsetMs: number;
    clientCount: number;
    app: { url: string; roomId: string };
    floorUrl: string;
  }) {
    const { clientCount, app, floorUrl } = options;
    clock = openBenchClock(options.clockOffsetMs);
    const startedAt = performance.now();
    await everyBot(clientCount, async () => {
      sockets.push(await joinRoom(app, (patch) => count("app", patch)));
    });
    const appJoinedAt = performance.now();
    await everyBot(clientCount, async () => {
      sockets.push(await openFloor(floorUrl));
    });
    return { appMs: appJoinedAt - startedAt, floorMs: performance.now() - appJoinedAt };
  },
  startWindow({ side }: { side: Side }) {
    counting = side;
  },
  /** Stops counting; answers how many sockets broke so far, which makes a run worthless. */
  endWindow() {
    counting = undefined;
    const isBroken = (socket: WebSocket) => socket.readyState !== WebSocket.OPEN;
    return { brokenCount: sockets.filter(isBroken).length };
  },
  /** Over all windows of a side. */
  tally({ side }: { side: Side }) {
    const { messages, bytes, latenciesMs } = tallies[side];
    const ascending = Float64Array.from(latenciesMs).sort();
    return {
      messages,
      bytes,
      p50Ms: percentile(ascending, 0.5),
      p99Ms: percentile(ascending, 0.99),
    };
  },
};

function emptyTally(): Tally {
  return { messages: 0, bytes: 0, latenciesMs: [] };
}

async function everyBot(count: number, join: () => Promise<void>): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await join();
    }
  };
  await Promise.all(Array.from({ length: JOINING_MAX }, lane));
}

function openFloor(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
    socket.on("message", (delta: Buffer) => count("floor", delta));
  });
}

function count(side: Side, message: Buffer): void {
  if (counting !== side || clock === undefined) return;
  const now = clock.exact();
  const stamp = side === "app" ? readPatchStamp(message, now) : readFloorStamp(message);
  const tally = tallies[side];
  tally.messages += 1;
  tally.bytes += message.length;
  if (stamp !== undefined) tally.latenciesMs.push(now - stamp);
}

export type BotsProcess = typeof methods;

serveParent(methods, async () => {
  for (const socket of sockets) socket.terminate();
});
