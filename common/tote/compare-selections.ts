import type { Selection } from "./market.ts";

/** Orders selections of one market by saddle number, runner by runner: 2-9 comes before 10-1. */
export function compareSelections(a: Selection, b: Selection): number {
  for (const [i, runner] of a.entries()) {
    const difference = runner - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
