/** Milliseconds of one step of the simulation (RACE-3). */
export const TICK_MS = 50;

/**
 * Every number that shapes a race; its hash is part of `engineHash`, so a changed number is
 * another engine. Speeds are mm/s; "Bp" is a part of the cruising speed in 1/10,000;
 * a value "per point" is per point of the stat it follows.
 */
export const tuning = {
  tickMs: TICK_MS,
  /** A race that lasts longer is a bug: 100 s, against about 58 s for the longest track. */
  ticksMax: 2_000,

  /** Cruising speed of a runner with no stat and no luck. */
  cruiseMmPerS: 27_200,
  topSpeedBpPerPoint: 6,
  /** Lost in a bend by a runner without cornering, and won back per point. */
  bendLossBp: 850,
  corneringBpPerPoint: 7,
  /** No target speed falls below this: every runner finishes. */
  speedMmPerSMin: 20_000,

  /** Gain of speed in one tick at most: 5.5 to 9.0 m/s². */
  accelerationMmPerS: 275,
  accelerationTenthsPerPoint: 20,
  /** Loss of speed in one tick at most: 6 m/s². */
  brakingMmPerS: 300,
  /** A runner closes this part of the distance to its target speed each tick. */
  smoothingTicks: 12,

  /** Lost per missing point of stamina, in half basis points, by tenth of the distance. */
  fatigueHalfBpByTenth: [0, 0, 0, 0, 1, 3, 6, 9, 12, 15],

  /** Speed against the mean by tenth of the distance, one row for each way to run a race. */
  paceBpByTenth: {
    frontRunner: [320, 310, 250, 170, 80, -30, -150, -260, -330, -360],
    stalker: [110, 90, 70, 40, 20, 10, 0, -40, -110, -180],
    midfield: [-80, -80, -50, -30, -10, 10, 40, 70, 80, 60],
    closer: [-330, -310, -250, -170, -90, 30, 170, 270, 340, 370],
  },
  /** Percent of its plan that a runner carries out: drawn evenly from here. */
  paceIntensityMin: 40,
  paceIntensityMax: 130,

  /** Form of the day: three even draws of up to this much either way, added. */
  dayFormBp: 70,

  /** Rhythm: every window a runner keeps 7/8 of its last swing and adds an even draw. */
  windowTicks: 26,
  rhythmKeptEighths: 7,
  rhythmMmPerS: 460,

  /** Slipstream: full at the near gap, nothing at the far one. */
  slipstreamMmPerS: 360,
  slipstreamGapMmNear: 1_500,
  slipstreamGapMmFar: 15_000,

  /** Duel: over the last 30 % a rival within this gap wakes nerve. */
  duelFromTenth: 7,
  duelGapMm: 4_000,
  /** Gained per point of nerve above 50, lost per point below. */
  duelMmPerSPerPoint: 7,

  /** Stumbles: cases in 10,000 for each runner and window. */
  stumbleCases: 20,
  /** More per missing point of nerve. */
  stumbleCasesPerPoint: 3,
  stumbleTicks: 16,
  stumbleBp: 1_300,

  /** Past the line a runner loses 1/80 of its speed each tick: a run-out of at most 130 m. */
  runOutTicks: 80,
} as const;

/** What a stumble takes from the speed aimed at, mm/s. */
export const STUMBLE_MM_PER_S = Math.floor((tuning.cruiseMmPerS * tuning.stumbleBp) / 10_000);
