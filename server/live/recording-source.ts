import { randomBytes } from "node:crypto";
import { parse } from "node:path";
import type { Clock } from "#server/framework/clock.ts";
import type { Log } from "#server/framework/log.ts";
import { isWorthTelling } from "./is-worth-telling.ts";
import type { LiveSource, OpenSource, SourceSink } from "./live-source.ts";
import type { DueMessage, RecordingChoice } from "./recording-due.ts";
import { playMessage } from "./recording-event.ts";
import { openRecordingQueue } from "./recording-queue.ts";

/** A machine that slept goes on where it was instead of playing all it missed at once. */
const LATE_MAX_MS = 5_000;
/** Bad lines of one playing that the log names; the others are only counted. */
const BAD_LINES_LOGGED = 10;

export interface RecordingOptions extends RecordingChoice {
  /**
   * Named as it is. Absent: the streamer's or the file's name with a mark of its own for each
   * playing (`streamer_56#3f9a01`), so that a file played again counts again. The same channel a
   * second time brings the same ids a second time, which are known already: so a playing that was
   * interrupted is taken up again without counting anything twice.
   */
  channel?: string;
  /** So much of the playing was heard before: it is told at once, and of old what counts alone. */
  heardMs?: number;
  clock: Clock;
  log: Log;
}

/**
 * Plays a recording at 1 to 100 times the speed of its arrival times. The LIVE ends where the file
 * ends, so recorded ends of a stream are left out; pauses are played only for a named streamer, since
 * they speak of one LIVE. `failed` with `recording_unreadable` when there is nothing to play.
 */
export function createRecordingSource(options: RecordingOptions): OpenSource {
  return (sink) => openPlaying(options, sink);
}

function openPlaying(options: RecordingOptions, sink: SourceSink): LiveSource {
  const { clock, speed, streamer, heardMs = 0 } = options;
  const channel = options.channel?.toLowerCase() ?? channelOf(options);
  const log = options.log.child({ source: "recording", channel, path: options.path });
  const queue = openRecordingQueue(options, {
    onBadLine(bad) {
      badLines += 1;
      if (badLines <= BAD_LINES_LOGGED) {
        log.warn(bad, `line ${bad.line} of the recording is skipped: ${bad.reason}`);
      }
      sink.undecoded("recording line");
    },
    onReady: play,
    onFailed(error) {
      state = "over";
      alarm?.stop();
      log.error({ error }, "the recording can't be read");
      sink.status({ state: "failed", fault: "recording_unreadable" });
    },
  });
  let badLines = 0;
  let state: "waiting" | "playing" | "over" = "waiting";
  let startedAt: number | undefined;
  let alarm: { stop(): void } | undefined;

  function play(): void {
    alarm?.stop();
    if (state !== "playing") return;
    const now = clock.now();
    if (startedAt === undefined) {
      startedAt = now - heardMs;
      sink.status({ state: "live" });
    }
    const nextDueMs = queue.nextDueMs() ?? now - startedAt;
    const lateMs = now - startedAt - nextDueMs;
    if (lateMs > LATE_MAX_MS && nextDueMs > heardMs) startedAt += lateMs;
    while (state === "playing") {
      const due = queue.take(now - startedAt);
      if (due === undefined) break;
      tell(sink, due, { channel, speed, streamer, heardMs, now });
    }
    if (state === "playing") goOn(startedAt - now);
  }

  /** Waits for the next message, for the file, or says that it is over. */
  function goOn(startedInMs: number): void {
    queue.refill();
    const nextDueMs = queue.nextDueMs();
    if (nextDueMs !== undefined) {
      alarm = clock.after(Math.max(1, Math.ceil(startedInMs + nextDueMs)), play);
    } else if (queue.isOver()) {
      state = "over";
      sink.status({ state: "ended" });
    }
  }

  return {
    kind: "recording",
    channel,
    start() {
      if (state !== "waiting") return;
      state = "playing";
      sink.status({ state: "connecting" });
      queue.refill();
    },
    async stop() {
      state = "over";
      alarm?.stop();
      await queue.close();
    },
  };
}

function tell(
  sink: SourceSink,
  { message, round, dueMs }: DueMessage,
  playing: {
    channel: string;
    speed: number;
    streamer: string | undefined;
    heardMs: number;
    now: number;
  },
): void {
  const event = playMessage(message, { ...playing, round }, playing.now);
  if (event === undefined) return sink.undecoded(message.method);
  if (!isWorthTelling(event, playing.heardMs - dueMs)) return;
  if (event.kind !== "stream") return sink.event(event);
  const { action } = event;
  if (playing.streamer === undefined || (action !== "paused" && action !== "resumed")) return;
  sink.event(event);
  sink.status({ state: action === "paused" ? "paused" : "live" });
}

function channelOf({ path, streamer }: RecordingOptions): string {
  const name = (streamer ?? parse(path).name).toLowerCase();
  return `${name}#${randomBytes(3).toString("hex")}`;
}
