/** Points of the leader at which the pillars have half of their room. */
const HALF_AT_POINTS = 120;
const EXAGGERATION = 1.6;

/**
 * Height of a side's pillar as a part of its room, 0 to 1. The leader's rises with the points of the
 * battle, quickly at first; the others' stand below it by the square of their distance, about.
 */
export function pillarPart(score: number, topScore: number): number {
  if (score <= 0 || topScore <= 0) return 0;
  return (topScore / (topScore + HALF_AT_POINTS)) * Math.min(1, score / topScore) ** EXAGGERATION;
}
