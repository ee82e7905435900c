import { accept, refuse } from "#common/framework/refusals.ts";
import type { Market } from "./market.ts";
import { shareByPlace } from "./share-by-place.ts";
import { groupByWay } from "./share-equally.ts";

/** A market on one runner finishing in the first so many places. */
export interface PlacesMarketTerms<Name extends string> {
  name: Name;
  /** The places that win: 1 for win, 2 for place, 3 for show. At least 1. */
  places: number;
  runnersMin: number;
}

/**
 * The market in which a runner wins by taking one of the first `places` places, by profit split
 * (with one place this is the win market, whose winners then share the net pool by stake).
 *
 * - A dead heat takes the places it spans. Its part of the profit is that of the spanned places
 *   that win, shared equally among its *backed* runners, so none is left over (TOTE-4). A tie for
 *   first by two is thus a two-runner place pool; one by three in `place` splits the profit in three.
 * - Places held by a runner or dead heat that nobody backed give their share to the covered places,
 *   equally for each of these (TOTE-3); a dead heat counts for as many as it takes.
 * - If none of the winning places is covered, the next place alone wins (TOTE-5: win → second,
 *   place → third, show → fourth). It is one place by its number: a dead heat that spans the last winning place and
 *   the next holds both, and if nobody backed it, nobody stands for the next.
 */
export function placesMarket<Name extends string>(terms: PlacesMarketTerms<Name>): Market<Name> {
  const { name, places, runnersMin } = terms;
  return {
    name,
    selectionSize: 1,
    places,
    runnersMin,
    normaliseSelection(selection, field) {
      const [runner] = selection;
      if (runner === undefined || selection.length !== 1) return refuse("invalid_input");
      if (!field.has(runner)) return refuse("runner_unknown", { runner });
      return accept([runner]);
    },
    profitShares(order, backed) {
      const runnersIn = (tied: readonly number[]) =>
        groupByWay(backed, (selection) =>
          tied.includes(selection[0] ?? 0) ? selection : undefined,
        );
      const shares = shareByPlace(order, { first: 1, last: places }, runnersIn);
      if (shares.length > 0) return shares;
      return shareByPlace(order, { first: places + 1, last: places + 1 }, runnersIn);
    },
  };
}
