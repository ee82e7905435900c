import { tuning } from "./tuning.ts";

/** Over which the slipstream fades from all to nothing. */
export const SLIPSTREAM_SPAN_MM = tuning.slipstreamGapMmFar - tuning.slipstreamGapMmNear;

/**
 * How much of the span a runner is sheltered by the one ahead, 0 to `SLIPSTREAM_SPAN_MM`: all at the
 * near gap, nothing from the far one on, and nothing abreast.
 */
export function shelterOf(gapAheadMm: number): number {
  if (gapAheadMm < tuning.slipstreamGapMmNear || gapAheadMm >= tuning.slipstreamGapMmFar) return 0;
  return tuning.slipstreamGapMmFar - gapAheadMm;
}
