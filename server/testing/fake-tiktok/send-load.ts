import type { FakeTikTok } from "./fake-tiktok.ts";
import type { PreparedLoad } from "./prepare-load.ts";

/** When the frames of a load were sent. */
export interface SentLoad {
  /** Epoch milliseconds with fractions, one for each frame. */
  sentAt: number[];
}

const TICK_MS = 5;
const BUFFERED_MAX = 4 * 1024 * 1024;

/** Sends a load at so many frames a second; without a rate as fast as the sockets take it. */
export async function sendLoad(
  fake: FakeTikTok,
  { frames }: PreparedLoad,
  framesPerSecond = Number.POSITIVE_INFINITY,
): Promise<SentLoad> {
  const sentAt: number[] = [];
  const startedAt = performance.now();
  while (sentAt.length < frames.length) {
    const elapsedMs = performance.now() - startedAt;
    const due = Math.min(frames.length, Math.floor((elapsedMs * framesPerSecond) / 1_000) + 1);
    while (sentAt.length < due && fake.bufferedBytes() < BUFFERED_MAX) {
      sentAt.push(performance.timeOrigin + performance.now());
      fake.pushRaw(frames[sentAt.length - 1]?.bytes as Uint8Array);
    }
    await (fake.bufferedBytes() < BUFFERED_MAX && Number.isFinite(framesPerSecond)
      ? new Promise((resolve) => setTimeout(resolve, TICK_MS))
      : new Promise((resolve) => setImmediate(resolve)));
  }
  return { sentAt };
}
