/** Sides of a battle. */
export const SIDES_MIN = 2;
export const SIDES_MAX = 8;
/** Factors are whole numbers, so that points are. */
export const FACTOR_MAX = 10;
