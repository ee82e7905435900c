import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { approximateDividendOf } from "#common/tote/approximate-dividend.ts";
import { marketNames, type Selection } from "#common/tote/market.ts";
import { toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import { potentialReturnOf } from "#common/tote/potential-return.ts";
import { selectionPools } from "#common/tote/selection-pools.ts";
import type { RaceRow } from "./race-entities.ts";
import type { RacePools } from "./read-pools.ts";

/** What a selection pays now, hundredths per chip (0 = no figure), and what a stake on it would return. */
export interface Quote {
  odds: number;
  potentialReturn: bigint;
}

/** The figures of a slip from the pools as they stand (TOTE-9); at fixed odds the price itself (TOTE-8). */
export function quoteBet(
  { row, pools }: { row: RaceRow; pools: RacePools },
  slip: { raceId: number; market: string; selection: Selection; stake: bigint },
): Outcome<Quote> {
  if (slip.raceId !== row.id) return refuse("race_unknown");
  const name = marketNames.find((known) => known === slip.market);
  if (name === undefined || !row.marketRules.markets.includes(name)) {
    return refuse("market_unknown");
  }
  const market = markets[name];
  const numbers = row.card.runners.map(({ number }) => number);
  const field = new Set(numbers.filter((number) => !row.scratched.includes(number)));
  const selection = market.normaliseSelection(slip.selection, field);
  if (!selection.ok) return selection;
  const price =
    name === "win" ? row.marketRules.fixedPrices?.[(selection.value[0] ?? 0) - 1] : undefined;
  if (price !== undefined) {
    return accept({ odds: price, potentialReturn: (slip.stake * BigInt(price)) / 100n });
  }
  const terms = {
    market,
    selection: selection.value,
    pools: selectionPools(pools.stakes.get(name)?.values() ?? []),
    field,
    rules: toteRules(row.marketRules),
  };
  const potentialReturn =
    slip.stake === 0n ? 0n : potentialReturnOf({ ...terms, stake: slip.stake });
  return accept({ odds: approximateDividendOf(terms), potentialReturn });
}
