import type { RunnerView } from "#client/race/race-view.ts";
import { describeSelection } from "#client/race/selection.ts";

/** What a bet is on, for people: the runner's name, or the numbers of a combination. */
export function betName(
  runners: readonly Pick<RunnerView, "number" | "name">[],
  { market, selection }: { market: string; selection: readonly number[] },
): string {
  const [first] = selection;
  if (selection.length === 1) {
    return runners.find(({ number }) => number === first)?.name ?? String(first);
  }
  return describeSelection(market, selection);
}
