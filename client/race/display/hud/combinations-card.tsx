import { formatDividend } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import { texts } from "#client/race/display/texts.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { parseSelection } from "#client/race/selection.ts";
import { SelectionChips } from "#client/race/selection-chips.tsx";

/** What the combinations paid per chip; nothing before it is official. */
export function CombinationsCard({ view }: { view: RaceView }) {
  const { display, words } = texts.value;
  const paid = view.combinationDividends;
  if (paid.length === 0) return null;
  return (
    <section
      class={`combinations panel ${paid.length > 3 ? "is-long" : ""}`}
      aria-label={display.exotics}
    >
      <ul>
        {paid.map(({ market, selection, perUnit }) => (
          <li key={`${market} ${selection}`}>
            <span class="combination-market">{words.markets[market]}</span>
            <SelectionChips
              market={market}
              selection={parseSelection(selection)}
              runners={view.runners}
            />
            <b class="exotic-odds">{formatDividend(perUnit, language.value)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
