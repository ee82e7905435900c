import type { OrderOfFinish, ProfitShare, Selection } from "./market.ts";

/** A run of places, both inclusive, from 1. */
export interface PlaceSpan {
  first: number;
  last: number;
}

/**
 * Splits the profit over the places of `span` (TOTE-3, TOTE-4). A dead heat takes the places it
 * spans, and the profit of those is shared equally among the ways in which a backed selection names
 * it: `waysIn` answers each way's selections, none of them empty, for the runners that tie and the
 * places of `span` which they take. Places that nobody covers give their part to the covered ones,
 * equally for each of these. Empty when none is covered.
 */
export function shareByPlace(
  order: OrderOfFinish,
  span: PlaceSpan,
  waysIn: (tied: readonly number[], places: PlaceSpan) => readonly (readonly Selection[])[],
): ProfitShare[] {
  const covered: { ways: readonly (readonly Selection[])[]; places: number }[] = [];
  let placesCovered = 0;
  let place = 1;
  for (const tied of order) {
    const taken = {
      first: Math.max(place, span.first),
      last: Math.min(place + tied.length - 1, span.last),
    };
    place += tied.length;
    const places = taken.last - taken.first + 1;
    if (places < 1) continue;
    const ways = waysIn(tied, taken);
    if (ways.length === 0) continue;
    covered.push({ ways, places });
    placesCovered += places;
  }
  return covered.flatMap(({ ways, places }) =>
    ways.map((selections) => ({
      selections,
      numerator: BigInt(places),
      denominator: BigInt(placesCovered * ways.length),
    })),
  );
}
