import { formatOdds } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { parseSelection } from "#client/race/selection.ts";
import { SelectionChips } from "#client/race/selection-chips.tsx";
import type { MarketName } from "#common/tote/market.ts";
import { texts } from "../texts.ts";

/** What the others bet in this market, with what it would pay; a tap takes it onto the slip. */
export function LeadingCombinations(props: {
  view: RaceView;
  market: MarketName;
  onPick: (selection: readonly number[]) => void;
}) {
  const { view, market, onPick } = props;
  const leading = view.leadingCombinations.filter((one) => one.market === market);
  if (leading.length === 0) return null;
  return (
    <section class="leading">
      <h2 class="section-label">{texts.value.phone.field.leading}</h2>
      <ul>
        {leading.map(({ selection, odds }) => (
          <li key={selection}>
            <button
              type="button"
              class="button is-small"
              onClick={() => onPick(parseSelection(selection))}
            >
              <SelectionChips
                market={market}
                selection={parseSelection(selection)}
                runners={view.runners}
              />
              <span class="numeral">{formatOdds(odds, language.value)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
