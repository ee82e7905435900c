import type { RaceCard } from "./card.ts";

/** A power cast in a race (RACE-7). The record has a place for it; this engine knows none yet. */
export type RaceInput = {
  /** The step it works on. */
  tick: number;
  /** Order within the race, from 1. */
  seq: number;
  /** Pseudonymous tag of the player. */
  player: string;
  power: string;
  /** Saddle number it is aimed at. */
  target: number;
};

/** How a race ended. */
export type RaceResult = {
  /** Saddle numbers by placing; a dead heat shares a list (RACE-5). */
  order: number[][];
  /** By runner in saddle order: milliseconds from the off to the line. */
  finishTimesMs: number[];
  /** Steps until the last runner crossed. */
  ticks: number;
};

/**
 * A race under way. Arrays are by runner in saddle order unless they say otherwise. `stepRace`
 * changes it in place; everyone else only reads.
 */
export type RaceSimulation = {
  readonly card: RaceCard;
  readonly runnerCount: number;
  /** Steps taken since the off. */
  tick: number;
  /** Steps until the last runner crossed; 0 while one is running. */
  finishedTick: number;
  isFinished: boolean;
  /** Distance from the gate. Goes on past the line: runners that crossed coast on. */
  readonly positionsMm: Int32Array;
  readonly speedsMmPerS: Int32Array;
  /** Milliseconds from the off to the line; 0 = still running. */
  readonly finishTimesMs: Int32Array;
  /** Runner indexes from the leader back, as they stood before the last step. */
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
