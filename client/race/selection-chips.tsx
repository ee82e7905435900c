import { Fragment } from "preact";
import { NumberChip } from "./number-chip.tsx";
import type { RunnerView } from "./race-view.ts";
import { describeSelection, isOrdered } from "./selection.ts";

/** The runners of a bet on their colours, with arrows where their order counts. */
export function SelectionChips(props: {
  market: string;
  selection: readonly number[];
  runners: readonly Pick<RunnerView, "number" | "livery">[];
}) {
  const { market, selection, runners } = props;
  return (
    <span class="selection">
      <span class="visually-hidden">{describeSelection(market, selection)}</span>
      <span class="selection-chips" aria-hidden="true">
        {selection.map((number, index) => (
          <Fragment key={number}>
            {index > 0 && <i>{isOrdered(market) ? "→" : "+"}</i>}
            <NumberChip
              number={number}
              livery={runners.find((one) => one.number === number)?.livery ?? 0}
            />
          </Fragment>
        ))}
      </span>
    </span>
  );
}
