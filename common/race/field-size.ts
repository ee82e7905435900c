/** Fewest and most runners of a field (RACE-2). */
export const FIELD_SIZE_MIN = 5;
export const FIELD_SIZE_MAX = 24;
