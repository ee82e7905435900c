/** What a player can do to a runner in mid-race (RACE-7). */
export const powerNames = ["boost", "shield", "slow", "draft", "repair"] as const;
export type PowerName = (typeof powerNames)[number];

/**
 * The house's terms for the powers of one race, plain JSON beside the terms of the tote, so that the
 * commitment covers them. Absent from a race without powers.
 */
export type PowerTerms = {
  /** Chips each power costs, decimal strings; a power that is not named is not offered. */
  costs: { [Name in PowerName]?: string };
  /** The most one player may spend on powers in one race, chips. */
  spendMax: string;
};

/** How many ticks after the server's present one a cast works at the earliest (RACE-7). */
export const CAST_LEAD_TICKS = 5;

/** Bits of `RunnerState.effects`: the powers at work on a runner, for the eye. */
export const effectBits = { boost: 1, shield: 2, slow: 4, draft: 8, repair: 16 } as const;
