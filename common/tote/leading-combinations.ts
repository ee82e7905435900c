import { compareSelections } from "./compare-selections.ts";
import type { SelectionPool, SelectionPools } from "./selection-pools.ts";

/** The most backed selections of a pool, at most `count`; equal stakes by saddle number, lowest first. */
export function leadingCombinations(pools: SelectionPools, count: number): SelectionPool[] {
  return [...pools.values()]
    .sort((a, b) =>
      a.stake === b.stake
        ? compareSelections(a.selection, b.selection)
        : a.stake > b.stake
          ? -1
          : 1,
    )
    .slice(0, count);
}
