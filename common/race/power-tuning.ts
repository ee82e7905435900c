/**
 * Every number of the powers (RACE-7), the part of `engineHash` that the first engine did not have.
 * Speeds are mm/s on top of a runner's own; a power's reach is its speed over its time.
 */
export const powerTuning = {
  boostMmPerS: 1_000,
  boostTicks: 30,

  slowMmPerS: 1_000,
  slowTicks: 30,

  /** A shield waits this long for a slow, stops the first one and is gone. */
  shieldTicks: 100,

  /** More slipstream: all of it at the near gap, nothing at the far one. */
  draftMmPerS: 600,
  draftTicks: 40,

  /** Repair works at once; the picture shows it for this long. */
  repairTicks: 12,

  /** All that powers may win for one runner in one race, and all they may cost it, millimetres. */
  gainMmMax: 4_500,
  lossMmMax: 3_000,

  /** No power works once the leader has this part of the distance behind it, percent. */
  closesAtPercent: 80,
} as const;
