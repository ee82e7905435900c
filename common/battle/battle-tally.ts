import { CLAIM_MS, waitsUntil } from "./choose-side.ts";
import { rankSides, type SideScore, type Standings } from "./standings.ts";
import { type GifterScore, topGifters } from "./top-gifters.ts";

/** A written row of points, as far as a score needs it. */
export interface PointsRow {
  /** Rising in the order in which rows become true. */
  seq: bigint;
  kind: "gift" | "undecided" | "claim" | "manual";
  /** Gift and undecided: the gift's event. Claim: the event that is claimed. */
  eventSeq: bigint | undefined;
  viewerId: string | undefined;
  viewerName: string;
  gifts: number;
  diamonds: number;
  country: string | undefined;
  points: number;
  atMs: number;
  /** The source is a simulator or a recording. */
  isRehearsal: boolean;
}

/** A gift that waits for its country. */
export interface WaitingGift {
  eventSeq: bigint;
  viewerId: string;
  points: number;
  atMs: number;
}

/** The sums of a battle's rows. */
export interface TallySums {
  /** The last row in the sums: rows up to it are in them. */
  lastSeq: bigint;
  sides: readonly { country: string; points: number; reachedSeq: bigint }[];
  gifters: readonly (GifterScore & { country: string })[];
  waiting: readonly WaitingGift[];
  gifts: number;
  diamonds: number;
  isRehearsal: boolean;
}

const nothing: TallySums = {
  lastSeq: 0n,
  sides: [],
  gifters: [],
  waiting: [],
  gifts: 0,
  diamonds: 0,
  isRehearsal: false,
};

interface SideTally extends SideScore {
  gifters: Map<string, GifterScore>;
}

/** The score of one battle as the sum of its rows (BATTLE-4): starts from sums, goes on row by row. */
export class BattleTally {
  readonly #sides = new Map<string, SideTally>();
  readonly #waiting = new Map<bigint, WaitingGift>();
  readonly #lastSeq: bigint;
  gifts: number;
  diamonds: number;
  isRehearsal: boolean;

  constructor(sides: readonly string[], sums: TallySums = nothing) {
    sides.forEach((country, seat) => {
      this.#sides.set(country, { country, seat, points: 0, reachedSeq: 0n, gifters: new Map() });
    });
    for (const { country, points, reachedSeq } of sums.sides) {
      Object.assign(this.#sideOf(country), { points, reachedSeq });
    }
    for (const { country, ...gifter } of sums.gifters) {
      this.#sideOf(country).gifters.set(gifter.viewerId, gifter);
    }
    for (const gift of sums.waiting) this.#waiting.set(gift.eventSeq, gift);
    this.#lastSeq = sums.lastSeq;
    this.gifts = sums.gifts;
    this.diamonds = sums.diamonds;
    this.isRehearsal = sums.isRehearsal;
  }

  /** Counts a row. False when the sums it started from hold it already. */
  add(row: PointsRow): boolean {
    if (row.seq <= this.#lastSeq) return false;
    if (row.kind === "gift" || row.kind === "undecided") {
      this.gifts += row.gifts;
      this.diamonds += row.diamonds;
      this.isRehearsal ||= row.isRehearsal;
    }
    if (row.country === undefined) this.#wait(row);
    else this.#score(row.country, row);
    return true;
  }

  scoreOf(country: string): number {
    return this.#sideOf(country).points;
  }

  standings(): Standings {
    return rankSides([...this.#sides.values()]);
  }

  topGifters(country: string, count: number): GifterScore[] {
    return topGifters(this.#sideOf(country).gifters.values(), count);
  }

  /** Gifters who can still claim at `now`, and the points that wait; the others are forgotten. */
  waiting(now: number, endsAt: number): { gifters: number; points: number } {
    const gifters = new Set<string>();
    let points = 0;
    for (const gift of this.#waiting.values()) {
      // A sudden death moves the end: only the gift's own time is over for good.
      if (now > gift.atMs + CLAIM_MS) this.#waiting.delete(gift.eventSeq);
      if (now >= waitsUntil(gift.atMs, endsAt)) continue;
      gifters.add(gift.viewerId);
      points += gift.points;
    }
    return { gifters: gifters.size, points };
  }

  #wait({ eventSeq, viewerId, points, atMs }: PointsRow): void {
    if (eventSeq === undefined || viewerId === undefined) {
      throw new Error("an undecided gift has an event and a viewer");
    }
    this.#waiting.set(eventSeq, { eventSeq, viewerId, points, atMs });
  }

  #score(country: string, row: PointsRow): void {
    const side = this.#sideOf(country);
    if (row.kind === "claim" && row.eventSeq !== undefined) this.#waiting.delete(row.eventSeq);
    if (row.points !== 0) {
      side.points += row.points;
      side.reachedSeq = later(side.reachedSeq, row.seq);
    }
    if (row.viewerId === undefined) return;
    const { viewerId, viewerName: name } = row;
    const before = side.gifters.get(viewerId);
    const reachedSeq = before?.reachedSeq ?? 0n;
    side.gifters.set(viewerId, {
      viewerId,
      name,
      points: (before?.points ?? 0) + row.points,
      reachedSeq: row.points === 0 ? reachedSeq : later(reachedSeq, row.seq),
    });
  }

  #sideOf(country: string): SideTally {
    const side = this.#sides.get(country);
    if (side === undefined) throw new Error(`${country} is no side of this battle`);
    return side;
  }
}

/** Rows may be told in another order than they were written in. */
function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
