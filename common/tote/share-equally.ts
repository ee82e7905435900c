import { compareSelections } from "./compare-selections.ts";
import type { ProfitShare, Selection } from "./market.ts";
import { selectionKey } from "./selection-pools.ts";

/**
 * The backed selections by the way in which each is right, as `wayOf` names it by the runners that
 * make it so; undefined: it is not. Ways and selections by saddle number, whatever the order of bets.
 */
export function groupByWay(
  backed: readonly Selection[],
  wayOf: (selection: Selection) => Selection | undefined,
): Selection[][] {
  const ways = new Map<string, { way: Selection; selections: Selection[] }>();
  for (const selection of backed) {
    const way = wayOf(selection);
    if (way === undefined) continue;
    const known = ways.get(selectionKey(way));
    if (known === undefined) ways.set(selectionKey(way), { way, selections: [selection] });
    else known.selections.push(selection);
  }
  return [...ways.values()]
    .sort((a, b) => compareSelections(a.way, b.way))
    .map(({ selections }) => selections.sort(compareSelections));
}

/** An equal part of the whole profit for each way of being right that somebody backed (TOTE-4). */
export function shareEqually(ways: readonly (readonly Selection[])[]): ProfitShare[] {
  return ways.map((selections) => ({
    selections,
    numerator: 1n,
    denominator: BigInt(ways.length),
  }));
}
