import { accept, refuse } from "#common/framework/refusals.ts";
import type { Market, OrderOfFinish, ProfitShare } from "./market.ts";

/** A market on one runner finishing in the first so many places. */
export interface PlacesMarketTerms<Name extends string> {
  name: Name;
  /** The places that win: 1 for win, 2 for place. At least 1. */
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
 *   place → third). It is one place by its number: a dead heat that spans the last winning place and
 *   the next holds both, and if nobody backed it, nobody stands for the next.
 */
export function placesMarket<Name extends string>(terms: PlacesMarketTerms<Name>): Market<Name> {
  const { name, places, runnersMin } = terms;
  return {
    name,
    selectionSize: 1,
    runnersMin,
    normaliseSelection(selection, field) {
      const [runner] = selection;
      if (runner === undefined || selection.length !== 1) return refuse("invalid_input");
      if (!field.has(runner)) return refuse("runner_unknown", { runner });
      return accept([runner]);
    },
    profitShares(order, backed) {
      const backedRunners = new Set(backed.flat());
      const shares = sharesOfPlaces(order, backedRunners, { first: 1, last: places });
      if (shares.length > 0) return shares;
      return sharesOfPlaces(order, backedRunners, { first: places + 1, last: places + 1 });
    },
  };
}

/** Winning places, both inclusive. */
interface PlaceSpan {
  first: number;
  last: number;
}

function sharesOfPlaces(
  order: OrderOfFinish,
  backed: ReadonlySet<number>,
  span: PlaceSpan,
): ProfitShare[] {
  const covered: { runners: number[]; places: number }[] = [];
  let placesCovered = 0;
  let place = 1;
  for (const tied of order) {
    const last = place + tied.length - 1;
    const places = Math.min(last, span.last) - Math.max(place, span.first) + 1;
    const runners = tied.filter((runner) => backed.has(runner)).sort((a, b) => a - b);
    if (places > 0 && runners.length > 0) {
      covered.push({ runners, places });
      placesCovered += places;
    }
    place = last + 1;
  }
  return covered.flatMap(({ runners, places }) =>
    runners.map((runner) => ({
      selections: [[runner]],
      numerator: BigInt(places),
      denominator: BigInt(placesCovered * runners.length),
    })),
  );
}
