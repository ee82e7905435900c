import { compareSeq } from "./standings.ts";

/** What one viewer gave to one side. */
export interface GifterScore {
  viewerId: string;
  /** The last one seen. */
  name: string;
  points: number;
  /** Number of the row of points that brought the gifter here. */
  reachedSeq: bigint;
}

/** The best gifters, at most `count`: most points, then who was there first. Nobody with 0. */
export function topGifters(gifters: Iterable<GifterScore>, count: number): GifterScore[] {
  const top: GifterScore[] = [];
  for (const gifter of gifters) {
    if (gifter.points <= 0) continue;
    const place = top.findIndex((other) => isBetter(gifter, other));
    if (place >= 0) top.splice(place, 0, gifter);
    else if (top.length < count) top.push(gifter);
    if (top.length > count) top.pop();
  }
  return top;
}

function isBetter(a: GifterScore, b: GifterScore): boolean {
  return (
    a.points > b.points || (a.points === b.points && compareSeq(a.reachedSeq, b.reachedSeq) < 0)
  );
}
