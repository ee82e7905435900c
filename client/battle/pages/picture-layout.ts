/** Width and height of a result's picture, in its own units. */
export const PICTURE = { width: 480, height: 300 } as const;

const MARGIN = 16;
const PILLAR_FOOT = 254;
const PILLAR_MIN = 6;
const PILLAR_MAX = 78;
const GAP_PART = 0.12;

/** Where one side stands in the picture. */
export interface PlacedSide {
  /** Middle of its column. */
  x: number;
  /** Of its flag; the height is two thirds of it. */
  flagWidth: number;
  /** Upper edge of its pillar, and the flag's lower one. */
  pillarTop: number;
  pillarWidth: number;
  pillarFoot: number;
}

/**
 * Columns for the sides of a battle, in the order of `points`: equal widths, pillars as high as the
 * square root of the share of the best, so that a small score is still seen.
 */
export function layOutPicture(points: readonly number[]): PlacedSide[] {
  const best = Math.max(1, ...points);
  const column = (PICTURE.width - 2 * MARGIN) / points.length;
  const flagWidth = Math.min(84, column * (1 - GAP_PART));
  return points.map((score, index) => ({
    x: MARGIN + column * (index + 0.5),
    flagWidth,
    pillarTop:
      PILLAR_FOOT - Math.max(PILLAR_MIN, PILLAR_MAX * Math.sqrt(Math.max(0, score) / best)),
    pillarWidth: flagWidth * 0.66,
    pillarFoot: PILLAR_FOOT,
  }));
}
