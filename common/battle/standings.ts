/** A side's score so far. */
export interface SideScore {
  country: string;
  /** Place in the line-up, from 0. */
  seat: number;
  points: number;
  /** Number of the row of points that brought the side to its present score; 0n = none. */
  reachedSeq: bigint;
}

export interface Standings {
  /** Best first; the index + 1 is the rank. */
  order: SideScore[];
  /** The only side with the most points; undefined at a tie for the lead or while nobody has any. */
  leader: string | undefined;
  /** Sides that share the lead: one, or those of a tie. Everyone's 0 is a tie of all. */
  leaders: string[];
}

/** Ranks sides: most points, then who reached the score first (BATTLE-6), then the line-up. */
export function rankSides(sides: readonly SideScore[]): Standings {
  const order = sides.toSorted(
    (a, b) => b.points - a.points || compareSeq(a.reachedSeq, b.reachedSeq) || a.seat - b.seat,
  );
  const most = order[0]?.points;
  const leaders = order.filter(({ points }) => points === most).map(({ country }) => country);
  const hasLead = leaders.length === 1 && most !== 0;
  return { order, leaders, leader: hasLead ? leaders[0] : undefined };
}

export function compareSeq(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
