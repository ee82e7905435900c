import type { RaceMotion } from "#client/race/display/race-motion.ts";
import type { RaceRecord } from "#common/race/record.ts";
import { firstDifference } from "#common/race/result-difference.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import { createReplayClock, type ReplayClock } from "./replay-clock.ts";
import { createReplayFeed, type ReplayFeed } from "./replay-feed.ts";
import { createReplayMotion } from "./replay-motion.ts";
import { createReplayPicture } from "./replay-view.ts";
import { type RaceTrace, type TraceFault, traceRace } from "./trace-race.ts";

/** The start lights are seen for so long before the off. */
const GATES_MS = 3_000;

/** One power cast in the race, as it is told of. */
export interface ReplayCast {
  seq: number;
  /** Race time at which it came to work. */
  timeMs: number;
  power: string;
  target: number;
  /** Of the runner it was aimed at. */
  name: string;
  /** Why it did not work; empty where it did. */
  reason: string;
}

/** A recorded race, ready to be watched. */
export interface Replay {
  raceId: number;
  title: string;
  trace: RaceTrace;
  clock: ReplayClock;
  motion: RaceMotion;
  feed: ReplayFeed;
  /** Milliseconds from the off to the winner's crossing. */
  winnerMs: number;
  /** In the order they came to work. */
  casts: ReplayCast[];
  /** The record tells another result than the run: see `/verify`. */
  isDifferent: boolean;
}

/** Runs a recorded race again and makes of it what the display's scenes show, or says why it can't. */
export function createReplay(record: RaceRecord): Replay | TraceFault {
  const trace = traceRace(record);
  if (typeof trace === "string") return trace;
  const picture = createReplayPicture(record, trace);
  const clock = createReplayClock({
    startMs: -GATES_MS,
    endMs: (trace.tickCount - 1) * TICK_MS,
    stillAtMs: picture.isPhotoFinish ? picture.winnerMs : undefined,
  });
  const { raceId, card } = record;
  const motion = createReplayMotion(trace, { raceId, distanceMm: card.track.distanceMm, clock });
  const isUnrun = record.order.length === 0;
  return {
    raceId,
    title: card.title,
    trace,
    clock,
    motion,
    feed: createReplayFeed({ picture, trace, motion, clock }),
    winnerMs: picture.winnerMs,
    casts: castsOf(record, trace),
    isDifferent: !isUnrun && firstDifference(trace.result, record) !== undefined,
  };
}

function castsOf(record: RaceRecord, trace: RaceTrace): ReplayCast[] {
  return trace.casts.flatMap(({ seq, reason }) => {
    const input = record.inputs.find((one) => one.seq === seq);
    if (input === undefined) return [];
    const { tick, power, target } = input;
    const name = record.card.runners[target - 1]?.name ?? "";
    return [{ seq, timeMs: tick * TICK_MS, power, target, name, reason }];
  });
}
