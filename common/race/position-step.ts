/** One step of a published position, in millimetres. 65,535 steps reach 1,638 m, past the longest track's run-out. */
export const POSITION_STEP_MM = 25;
