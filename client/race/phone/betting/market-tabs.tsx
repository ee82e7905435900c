import type { MarketName } from "#common/tote/market.ts";
import { texts } from "../texts.ts";

/** The kinds of bet this race offers; what each one asks for stands beside the field. */
export function MarketTabs(props: {
  offered: readonly MarketName[];
  chosen: MarketName;
  onChoose: (market: MarketName) => void;
}) {
  const { phone, words } = texts.value;
  return (
    <fieldset class={`market-tabs${props.offered.length > 3 ? " has-rows" : ""}`}>
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
            <span class="label">{words.markets[market]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
