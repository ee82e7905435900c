import { formatAmount } from "#client/framework/format-amount.ts";
import { formatOdds } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import { texts } from "#client/race/display/texts.ts";
import { offeredMarkets, poolOf } from "#client/race/pools.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { parseSelection, selectionSize } from "#client/race/selection.ts";
import { SelectionChips } from "#client/race/selection-chips.tsx";
import type { MarketName } from "#common/tote/market.ts";

/** The pools of the combinations with those backed most, and what they would pay. */
export function ExoticsCard({ view }: { view: RaceView }) {
  const markets = offeredMarkets(view).filter((market) => selectionSize(market) > 1);
  if (markets.length === 0) return null;
  return (
    <section class="exotics panel" aria-label={texts.value.display.exotics}>
      {markets.map((market) => (
        <ExoticMarket key={market} view={view} market={market} />
      ))}
    </section>
  );
}

function ExoticMarket({ view, market }: { view: RaceView; market: MarketName }) {
  const { display, words } = texts.value;
  const leading = view.leadingCombinations.filter((one) => one.market === market);
  return (
    <div class="exotic">
      <h3 class="exotic-head">
        {words.markets[market]} <b>{formatAmount(poolOf(view, market), language.value)}</b>
      </h3>
      {leading.length === 0 ? (
        <p class="exotic-none">{display.noBetsYet}</p>
      ) : (
        <ul>
          {leading.map(({ selection, odds }) => (
            <li key={selection}>
              <SelectionChips
                market={market}
                selection={parseSelection(selection)}
                runners={view.runners}
              />
              <b class="exotic-odds">{formatOdds(odds, language.value)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
