/** Rank, gaps and what letters need above and below, whatever the column's scale. */
const FIXED = 53;

export interface HeadSize {
  /** Largest letters of the country's name, stage pixels. */
  name: number;
  /** Largest figures of the score. */
  score: number;
  /** Of rank, name and score together. */
  height: number;
}

/** How large the head above a flag is at a column's scale: letters shrink less than flags, to be read. */
export function headSize(scale: number): HeadSize {
  const name = 46 * Math.max(0.78, scale);
  const score = 84 * Math.max(0.72, scale);
  return { name, score, height: FIXED + 1.08 * name + 0.98 * score };
}
