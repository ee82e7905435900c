import { accept, type Outcome } from "#common/framework/refusals.ts";
import { FIELD_SIZE_MAX } from "#common/race/field-size.ts";
import type { MarketName, Selection } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";

const everyNumber: ReadonlySet<number> = new Set(
  Array.from({ length: FIELD_SIZE_MAX }, (_, index) => index + 1),
);

/**
 * A selection in the one form its market pools it under, as far as the market alone decides it:
 * which of its runners are in the field is asked afterwards, in this form's order. Refusal:
 * `invalid_input` (wrong count, or a runner named twice). A market nobody knows takes anything: it is
 * refused as `market_unknown` before.
 */
export function shapeSelection(market: string, selection: Selection): Outcome<Selection> {
  if (!isMarket(market)) return accept(selection);
  return markets[market].normaliseSelection(selection, everyNumber);
}

function isMarket(name: string): name is MarketName {
  return Object.hasOwn(markets, name);
}
