import { randomBytes } from "node:crypto";
import type { LiveEvent } from "#common/live/live-event.ts";
import type { Clock } from "#server/framework/clock.ts";
import { isWorthTelling } from "./is-worth-telling.ts";
import type { LiveSource, SourceSink } from "./live-source.ts";
import { createStory, type StoryEvent, type StoryOptions } from "./simulator-story.ts";
import type { SimulatorTruth } from "./simulator-truth.ts";

/** Finer than a frame of the display. */
const TICK_MS = 10;
/** A machine that slept goes on where it was instead of telling all it missed at once. */
const LATE_MAX_MS = 5_000;
/** What was heard before is told again so fast, for each tick: other things must go on meanwhile. */
const AGAIN_PER_TICK_MS = 5_000;

export interface SimulatorOptions extends StoryOptions {
  /**
   * Named as it is. Absent: `simulator` with a mark of its own (`simulator#3f9a01`), since the same
   * story in the same channel has the same ids and counts only once.
   */
  channel?: string;
  /** So much of the story was heard before: it is told at once, and of old what counts alone. */
  heardMs?: number;
  clock: Clock;
}

export interface SimulatorSource extends LiveSource {
  /** What has been told so far is worth, known from the story and not from the events. */
  truth(): SimulatorTruth;
}

/**
 * A LIVE without a platform: as far as anybody behind the port can see it is one, with everything
 * that makes real ones hard (bursts, skipped, shuffled and repeated counts, lost ends, hostile
 * names). It goes on until it is stopped.
 */
export function createSimulatorSource(
  options: SimulatorOptions,
): (sink: SourceSink) => SimulatorSource {
  return (sink) => openSimulator(options, sink);
}

function openSimulator(options: SimulatorOptions, sink: SourceSink): SimulatorSource {
  const { clock, heardMs = 0 } = options;
  const channel = options.channel?.toLowerCase() ?? `simulator#${randomBytes(3).toString("hex")}`;
  const story = createStory(options);
  let ticking: { stop(): void } | undefined;
  let startedAt = 0;
  let tickedAt = 0;
  let toldMs = 0;

  function tick(): void {
    const now = clock.now();
    const lateMs = now - tickedAt;
    if (lateMs > LATE_MAX_MS) startedAt += lateMs;
    tickedAt = now;
    toldMs = Math.min(now - startedAt, toldMs + AGAIN_PER_TICK_MS);
    for (const event of story.until(toldMs)) {
      if (ticking === undefined) return;
      if (isWorthTelling(event.told, heardMs - event.arrivesMs)) {
        sink.event(toEvent(event, { channel, startedAt, now }));
      }
    }
  }

  return {
    kind: "simulator",
    channel,
    start() {
      if (ticking !== undefined) return;
      sink.status({ state: "connecting" });
      tickedAt = clock.now();
      startedAt = tickedAt - heardMs;
      ticking = clock.every(TICK_MS, tick);
      sink.status({ state: "live" });
    },
    async stop() {
      ticking?.stop();
      ticking = undefined;
    },
    truth: story.truth,
  };
}

/** The message at the hour of the clock. */
function toEvent(
  { eventId, happensMs, told }: StoryEvent,
  { channel, startedAt, now }: { channel: string; startedAt: number; now: number },
): LiveEvent {
  const at = Math.min(now, startedAt + Math.floor(happensMs));
  const stamp = { source: "simulator", channel, eventId, at, receivedAt: now } as const;
  if (told.kind !== "support" || told.streak === undefined) return { ...stamp, ...told };
  const begun = Math.min(at, startedAt + told.streak.startedAt);
  return { ...stamp, ...told, streak: { ...told.streak, startedAt: begun } };
}
