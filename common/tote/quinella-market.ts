import { accept } from "#common/framework/refusals.ts";
import type { Market } from "./market.ts";
import { normaliseCombination } from "./normalise-combination.ts";
import { shareByPlace } from "./share-by-place.ts";
import { groupByWay, shareEqually } from "./share-equally.ts";
import { takersOfPlace } from "./takers-of-place.ts";

/**
 * The first two, in either order; a selection names them by ascending saddle number.
 *
 * - After a dead heat every backed pair that agrees with it has an equal part of the profit (TOTE-4):
 *   a tie for first by three makes any two of them right, one for second the winner with each.
 * - Nobody has it (TOTE-5): the profit is split as in a place pool, half to the pairs with the first,
 *   half to those with the second; a side that nobody covered gives its half to the other. A dead heat
 *   shares its places equally among the ways its runners are backed: a pair of two that tie for
 *   second is a way of its own.
 */
export const quinellaMarket: Market<"quinella"> = {
  name: "quinella",
  selectionSize: 2,
  places: 2,
  runnersMin: 3,
  normaliseSelection(selection, field) {
    const combination = normaliseCombination(selection, 2, field);
    if (!combination.ok) return combination;
    return accept([...combination.value].sort((a, b) => a - b));
  },
  profitShares(order, backed) {
    const [first, second] = [takersOfPlace(order, 1), takersOfPlace(order, 2)];
    const exact = groupByWay(backed, (pair) => {
      const [a = 0, b = 0] = pair;
      const isRight =
        (first.includes(a) && second.includes(b)) || (first.includes(b) && second.includes(a));
      return isRight ? pair : undefined;
    });
    if (exact.length > 0) return shareEqually(exact);
    return shareByPlace(order, { first: 1, last: 2 }, (tied) =>
      groupByWay(backed, (pair) => {
        const named = pair.filter((runner) => tied.includes(runner));
        return named.length > 0 ? named : undefined;
      }),
    );
  },
};
