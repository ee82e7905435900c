import { texts } from "../texts.ts";
import type { MarketName } from "./odds-of.ts";

/** Win or place. */
export function MarketTabs(props: {
  offered: readonly MarketName[];
  chosen: MarketName;
  onChoose: (market: MarketName) => void;
}) {
  const { common, phone } = texts.value;
  return (
    <fieldset class="market-tabs">
      <legend class="visually-hidden">{phone.field.markets}</legend>
      <div class="segments">
        {props.offered.map((market) => (
          <label key={market} class="segment">
            <input
              type="radio"
              class="visually-hidden"
              name="market"
              checked={market === props.chosen}
              onChange={() => props.onChoose(market)}
            />
            <span>
              <span class="label">{common.markets[market]}</span>
              <small>{common.marketHints[market]}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
