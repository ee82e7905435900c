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

/** Why a cast could not work and its cost goes back, in the order they are looked for. */
export const castReasons = [
  "power_unknown",
  "target_unknown",
  "target_scratched",
  "target_finished",
  /** The leader has passed 80 % of the distance. */
  "past_limit",
  /** The same power is at work on the runner. */
  "already_active",
  /** It neither stumbles nor is slowed. */
  "nothing_to_repair",
  /** Nobody runs before it near enough. */
  "no_slipstream",
  /** The runner has had all the help, or all the harm, that powers may do to it in one race. */
  "capped",
] as const;
export type CastReason = (typeof castReasons)[number];

/** What became of one cast. */
export type CastOutcome = {
  /** Order of the cast within the race. */
  seq: number;
  isApplied: boolean;
  /** Why it was not applied; empty when it was. */
  reason: CastReason | "";
};
