import type { Market, Selection } from "./market.ts";
import { selectionKey } from "./selection-pools.ts";

/** Throws on a selection that is not the one form under which the market pools it, from this field. */
export function assertSelection(
  market: Market,
  selection: Selection,
  field: ReadonlySet<number>,
): void {
  const normal = market.normaliseSelection(selection, field);
  if (!normal.ok || selectionKey(normal.value) !== selectionKey(selection)) {
    throw new RangeError(`${selectionKey(selection)} is no ${market.name} selection`);
  }
}
