import type { RunnerFiguresWire } from "#common/stats/stats-schemas.ts";

/** The orders in which runners can be listed. */
export const runnerOrders = ["difference", "wins", "stable"] as const;
export type RunnerOrder = (typeof runnerOrders)[number];

/** Wins above what the win pools said, in hundredths of a win. */
export function differenceOf(
  figures: Pick<RunnerFiguresWire, "pooledWins" | "expectedWinsHundredths">,
): number {
  return figures.pooledWins * 100 - figures.expectedWinsHundredths;
}

/** A sorted copy: by name, by wins, or by the difference; equal ones by name. */
export function sortRunners(
  runners: readonly RunnerFiguresWire[],
  order: RunnerOrder,
): RunnerFiguresWire[] {
  const figure = (runner: RunnerFiguresWire) => {
    if (order === "wins") return runner.wins;
    return order === "difference" ? differenceOf(runner) : 0;
  };
  return runners.toSorted((a, b) => figure(b) - figure(a) || a.name.localeCompare(b.name));
}
