import { createClockSkew } from "#common/live/clock-skew.ts";
import type { Clock } from "#server/framework/clock.ts";
import type { Log } from "#server/framework/log.ts";
import type { LiveSource, OpenSource, SourceSink } from "#server/live/live-source.ts";
import { createFrameDecoder } from "./decode-frame.ts";
import { loadLibrary, type TikTokLibrary } from "./load-library.ts";
import { type Supervisor, superviseConnection } from "./supervisor.ts";
import { openTikTokConnection } from "./tiktok-connection.ts";

export interface TikTokSourceOptions {
  /** The handle, as `parseTikTokName` answers it. */
  channel: string;
  /** Host and port of a stand-in for the platform's pages. */
  webHost?: string | undefined;
  /** Who signs connections, if not the library's own service. */
  signUrl?: string | undefined;
  signKey?: string | undefined;
  /** A connection over which nothing comes for this long is made anew. */
  silenceMs: number;
  clock: Clock;
  log: Log;
  /** In [0, 1), for pauses. */
  random?: () => number;
  /** Gives the library; rejects when it is missing. */
  load?: () => Promise<TikTokLibrary>;
}

/**
 * A TikTok LIVE (LIVE INPUT-2). The library signs, connects, acknowledges and keeps the socket alive;
 * frames are decoded here, in the order in which they came. History that comes with a connection is
 * told like everything else: ids decide downstream what is new (LIVE INPUT-1).
 */
export function createTikTokSource(options: TikTokSourceOptions): OpenSource {
  return (sink) => openTikTokSource(options, sink);
}

function openTikTokSource(options: TikTokSourceOptions, sink: SourceSink): LiveSource {
  const { channel, clock, log, random = Math.random, load = loadLibrary } = options;
  const skew = createClockSkew();
  let supervisor: Supervisor | undefined;
  let isStopped = false;

  async function start(): Promise<void> {
    sink.status({ state: "connecting" });
    const library = await load().catch((error: unknown) => {
      log.error({ error, channel }, "TikTok: the library can't be loaded");
      return undefined;
    });
    if (isStopped) return;
    if (library === undefined) {
      return sink.status({ state: "failed", fault: "library_missing" });
    }
    const decoder = createFrameDecoder({
      library,
      channel,
      sink: {
        undecoded: (method) => sink.undecoded(method),
        ...(sink.raw && { raw: (message) => sink.raw?.(message) }),
        event(event) {
          sink.event(event);
          if (event.kind === "stream") supervisor?.streamed(event.action);
        },
      },
      skew,
      now: clock.now,
    });
    supervisor = superviseConnection({
      open: (listener) => openTikTokConnection({ ...options, library, now: clock.now }, listener),
      clock,
      silenceMs: options.silenceMs,
      random,
      status: (status) => sink.status(status),
      history: decoder.history,
      frame: decoder.frame,
      failed: (failure) => log.warn({ channel, ...failure }, "TikTok: not connected"),
    });
    supervisor.start();
  }

  return {
    kind: "tiktok",
    channel,
    start: () => void start(),
    async stop() {
      isStopped = true;
      await supervisor?.stop();
    },
  };
}
