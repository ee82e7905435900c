import type { ComponentChildren } from "preact";
import type { RunnerView } from "#client/race/race-view.ts";
import { SelectionChips } from "#client/race/selection-chips.tsx";
import { texts } from "../texts.ts";

/** What a bet is on, and its figures: a runner with its name, or a combination in chips. */
export function BetSubject(props: {
  market: string;
  selection: readonly number[];
  /** A runner's name; not needed for a combination. */
  name: string;
  /** None where the race is gone. */
  runners: readonly RunnerView[];
  figures: ComponentChildren;
}) {
  const { market, selection, name, runners, figures } = props;
  const marketName = texts.value.words.markets[market] ?? market;
  const isCombination = selection.length > 1;
  const hasChips = runners.length > 0;
  const chips = <SelectionChips market={market} selection={selection} runners={runners} />;
  return (
    <>
      {hasChips && !isCombination && <span aria-hidden="true">{chips}</span>}
      <div class="bet-words">
        <strong class="label">
          {isCombination ? (hasChips ? chips : name) : name} <span class="dim">{marketName}</span>
        </strong>
        <span class="bet-figures dim">{figures}</span>
      </div>
    </>
  );
}
