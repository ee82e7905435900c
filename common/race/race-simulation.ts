import type { RaceCard } from "./card.ts";
import type { CastOutcome } from "./powers.ts";

/** A power cast in a race (RACE-7), as its row and the record have it. */
export type RaceInput = {
  /** The step it works on. */
  tick: number;
  /** Order within the race, from 1. */
  seq: number;
  /** Whoever cast it, under whatever name the caller uses: it decides nothing. */
  player: string;
  power: string;
  /** Saddle number it is aimed at. */
  target: number;
};

/** How a race ended. */
export type RaceResult = {
  /** Saddle numbers by placing; a dead heat shares a list (RACE-5). Scratched runners are not in it. */
  order: number[][];
  /** By runner in saddle order: milliseconds from the off to the line; 0 = scratched. */
  finishTimesMs: number[];
  /** Steps until the last runner crossed. */
  ticks: number;
};

/** How a race ended, and what became of every power cast in it, by `seq`. */
export type RaceOutcome = RaceResult & { casts: CastOutcome[] };

/**
 * A race under way. Arrays are by runner in saddle order unless they say otherwise. `stepRace`
 * changes it in place; everyone else only reads.
 */
export type RaceSimulation = {
  readonly card: RaceCard;
  /** Of the card, scratched runners included. */
  readonly runnerCount: number;
  /** By runner: 1 = taken out before the lock (TOTE-6); stays at the gate, in nobody's way. */
  readonly isScratched: Uint8Array;
  /** Steps taken since the off. */
  tick: number;
  /** Steps until the last runner crossed; 0 while one is running. */
  finishedTick: number;
  isFinished: boolean;
  /** Distance from the gate. Goes on past the line: runners that crossed coast on. */
  readonly positionsMm: Int32Array;
  /** Their own, without what powers add. */
  readonly speedsMmPerS: Int32Array;
  /** Milliseconds from the off to the line; 0 = still running, or scratched. */
  readonly finishTimesMs: Int32Array;
  /** Indexes of those who started, from the leader back, as they stood before the last step. */
  readonly ranks: Int32Array;
  /** Steps a stumble still lasts; 0 = runs cleanly. */
  readonly stumbleTicks: Int32Array;
  readonly plan: RacePlan;
  /** Distance to the next runner ahead, and to the nearest on either side, before the last step. */
  readonly gapsAheadMm: Int32Array;
  readonly gapsNearestMm: Int32Array;
  /** Distance that did not fill a millimetre yet, in 1/20 mm. */
  readonly carries: Int32Array;
  /** The stretch each runner is on. */
  readonly stretches: Int32Array;
  readonly powers: PowerEffects;
  /** What became of each power so far, in the order they came to work. */
  readonly casts: CastOutcome[];
};

/** The powers at work, by runner; "until" is the first tick at which a power is no longer at work. */
export type PowerEffects = {
  readonly boostUntil: Int32Array;
  readonly shieldUntil: Int32Array;
  readonly slowUntil: Int32Array;
  readonly draftUntil: Int32Array;
  /** For the eye alone: repair works at once. */
  readonly repairUntil: Int32Array;
  /** The latest of those that move a runner. */
  readonly untilTicks: Int32Array;
  /** All that powers may have won for a runner in this race, and cost it, millimetres. */
  readonly gainsMm: Int32Array;
  readonly lossesMm: Int32Array;
};

/**
 * What chance and the card have settled before the off. A stretch is a part of the track over
 * which neither the ground nor anyone's pace plan changes.
 */
export type RacePlan = {
  readonly distanceMm: number;
  readonly duelFromMm: number;
  readonly stretchCount: number;
  readonly stretchEndsMm: Int32Array;
  /** By runner, then stretch: speed aimed at, mm/s. */
  readonly targetsMmPerS: Int32Array;
  /** By runner: most speed gained in one tick, mm/s. */
  readonly accelerationsMmPerS: Int32Array;
  /** By runner: speed gained or lost in a duel, mm/s. */
  readonly duelsMmPerS: Int32Array;
  /** By window, then runner: swing of the rhythm, mm/s. */
  readonly rhythmsMmPerS: Int32Array;
  /** By window, then runner: 1 = stumbles at the start of the window. */
  readonly stumbles: Uint8Array;
  readonly windowCount: number;
};
