import { hashCanonical } from "#common/framework/canonical.ts";

/** How many liveries exist: one for each runner of the stable. */
export const LIVERY_COUNT = 24;

/**
 * Bounds of a race's distance in millimetres. The upper one keeps a run-out of 130 m behind the
 * line within the 1,638 m that a position on the wire can say.
 */
export const DISTANCE_MM_MIN = 900_000;
export const DISTANCE_MM_MAX = 1_500_000;

/** Integers 1 to 100; more is better in each. */
export type RunnerStats = {
  /** Cruising speed. */
  topSpeed: number;
  /** How fast it leaves the gate, and finds its speed again. */
  acceleration: number;
  /** How little it tires over the second half. */
  stamina: number;
  /** How little it slows in a bend. */
  cornering: number;
  /** How rarely it stumbles, and how it holds on in a duel. */
  nerve: number;
};

/** A contestant on a card: one betting interest. */
export type Runner = {
  /** Stable slug: form is kept by it. */
  id: string;
  /** Saddle number, 1 to n in order. */
  number: number;
  name: string;
  /** 0 to 23, the same in every race. */
  livery: number;
  stats: RunnerStats;
};

/** A piece of track, in running order. */
export type Segment = { kind: "straight" | "bend"; lengthMm: number };

export type Track = {
  /** Stable slug. */
  id: string;
  name: string;
  /** From the gate to the line: the sum of the segments. */
  distanceMm: number;
  segments: Segment[];
};

/** Who runs where: everything about a race that is known before it, apart from its seed. */
export type RaceCard = { title: string; track: Track; runners: Runner[] };

/** SHA-256 of the canonical JSON of the card, 64 hexadecimal digits (RACE-6). */
export function cardHash(card: RaceCard): string {
  return hashCanonical(card);
}
