import { formatDividend } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { parseSelection } from "#client/race/selection.ts";
import { SelectionChips } from "#client/race/selection-chips.tsx";
import { texts } from "../texts.ts";

/** What exacta, quinella and trifecta paid per chip; nothing before it is official. */
export function CombinationOrder({ view }: { view: RaceView }) {
  const { phone, words } = texts.value;
  if (view.combinationDividends.length === 0) return null;
  return (
    <section>
      <h2 class="section-label">{phone.result.combinations}</h2>
      <ul class="order combinations">
        {view.combinationDividends.map(({ market, selection, perUnit }) => (
          <li key={`${market} ${selection}`}>
            <span class="combination-market label">{words.markets[market]}</span>
            <SelectionChips
              market={market}
              selection={parseSelection(selection)}
              runners={view.runners}
            />
            <span class="dividend">{formatDividend(perUnit, language.value)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
