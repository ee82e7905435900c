import type { MarketName } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";

/** Markets whose selection is an order of finish: the others name who is there, in any order. */
const ordered: ReadonlySet<string> = new Set<MarketName>(["exacta", "trifecta"]);

/** Whether it matters in this market which runner is named first. */
export function isOrdered(market: string): boolean {
  return ordered.has(market);
}

/** How many runners a bet of this market names; 1 for a market this page does not know. */
export function selectionSize(market: string): number {
  return market in markets ? markets[market as MarketName].selectionSize : 1;
}

/** Saddle numbers of a combination on the board, which joins them by "-". */
export function parseSelection(selection: string): number[] {
  return selection.split("-").map(Number);
}

/** Saddle numbers for people: `4 → 1 → 7` where the order counts, `4 + 7` where it does not. */
export function describeSelection(market: string, selection: readonly number[]): string {
  return selection.join(isOrdered(market) ? " → " : " + ");
}
