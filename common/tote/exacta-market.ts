import type { Market, Selection } from "./market.ts";
import { normaliseCombination } from "./normalise-combination.ts";
import { type PlaceSpan, shareByPlace } from "./share-by-place.ts";
import { groupByWay } from "./share-equally.ts";
import { shareInOrder } from "./share-in-order.ts";

/**
 * First and second, in this order.
 *
 * - After a dead heat every backed combination that agrees with it has an equal part of the profit
 *   (TOTE-4): a tie for first between 1 and 2 makes 1-2 and 2-1 right, one for second between 2 and 3
 *   behind 1 makes it 1-2 and 1-3.
 * - Nobody has it (TOTE-5): the profit is split as in a place pool, half to the first with anything,
 *   half to anything with the second; a side that nobody covered gives its half to the other. A dead
 *   heat shares its places equally among its runners that are backed in them.
 */
export const exactaMarket: Market<"exacta"> = {
  name: "exacta",
  selectionSize: 2,
  places: 2,
  runnersMin: 3,
  normaliseSelection: (selection, field) => normaliseCombination(selection, 2, field),
  profitShares(order, backed) {
    const exact = shareInOrder(order, backed, 2);
    if (exact.length > 0) return exact;
    return shareByPlace(order, { first: 1, last: 2 }, (tied, places) =>
      waysInPlaces(tied, places, backed),
    );
  },
};

/** By place, then runner: the selections that have the runner in that very place. */
function waysInPlaces(
  tied: readonly number[],
  { first, last }: PlaceSpan,
  backed: readonly Selection[],
): Selection[][] {
  const places = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return places.flatMap((place) =>
    groupByWay(backed, (selection) => {
      const runner = selection[place - 1] ?? 0;
      return tied.includes(runner) ? [runner] : undefined;
    }),
  );
}
