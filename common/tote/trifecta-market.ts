import type { Market } from "./market.ts";
import { normaliseCombination } from "./normalise-combination.ts";
import { shareInOrder } from "./share-in-order.ts";

/**
 * First, second and third, in this order. Nobody has it (TOTE-5): those who have the first two in
 * order win, then those who have the first. After a dead heat every backed way that agrees with it
 * has an equal part of the profit (TOTE-4), in the fallbacks too.
 */
export const trifectaMarket: Market<"trifecta"> = {
  name: "trifecta",
  selectionSize: 3,
  places: 3,
  runnersMin: 4,
  normaliseSelection: (selection, field) => normaliseCombination(selection, 3, field),
  profitShares(order, backed) {
    for (const places of [3, 2, 1]) {
      const shares = shareInOrder(order, backed, places);
      if (shares.length > 0) return shares;
    }
    return [];
  },
};
