import type { OrderOfFinish, ProfitShare, Selection } from "./market.ts";
import { groupByWay, shareEqually } from "./share-equally.ts";
import { takersOfPlace } from "./takers-of-place.ts";

/**
 * The profit for those who named the first `places` in the order of finish, whatever else they
 * named. Runners that dead-heat may stand in either order, so there can be several ways of being
 * right: an equal part for each that somebody backed (TOTE-4). Empty when nobody did.
 */
export function shareInOrder(
  order: OrderOfFinish,
  backed: readonly Selection[],
  places: number,
): ProfitShare[] {
  const takers = Array.from({ length: places }, (_, i) => takersOfPlace(order, i + 1));
  const isRight = (selection: Selection) =>
    takers.every((runners, i) => runners.includes(selection[i] ?? 0));
  return shareEqually(
    groupByWay(backed, (selection) =>
      isRight(selection) ? selection.slice(0, places) : undefined,
    ),
  );
}
