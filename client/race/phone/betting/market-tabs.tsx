import { Segments } from "#client/framework/segments.tsx";
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
    <Segments
      class={`market-tabs${props.offered.length > 3 ? " has-rows" : ""}`}
      legend={phone.field.markets}
      legendClass="visually-hidden"
      values={props.offered}
      chosen={props.chosen}
      words={(market) => words.markets[market] ?? market}
      onChoose={props.onChoose}
    />
  );
}
