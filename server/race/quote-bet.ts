import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { approximateDividendOf } from "#common/tote/approximate-dividend.ts";
import { fixedPayout } from "#common/tote/fixed-payout.ts";
import type { MarketName, Selection } from "#common/tote/market.ts";
import { toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import { potentialReturnOf } from "#common/tote/potential-return.ts";
import { areFixedOddsOff, fixedPriceOf } from "./fixed-exposure.ts";
import type { RaceRow } from "./race-entities.ts";
import type { RacePools } from "./read-pools.ts";

/** What a slip asks about; a stake of 0 asks for the dividend alone. */
export interface BetQuestion {
  raceId: number;
  market: string;
  selection: Selection;
  stake: bigint;
}

/** `odds` in hundredths per chip, 0 = no figure; `potentialReturn` in chips, the stake included. */
export interface BetQuote {
  odds: number;
  potentialReturn: bigint;
}

/**
 * What a selection pays now, and what a stake on it would return if it joined the pool (TOTE-9); at
 * fixed odds the price. Refusals: `race_unknown`, `market_unknown`, `invalid_input`,
 * `runner_unknown` (also a scratched one).
 */
export function quoteBet(
  { row, pools }: { row: RaceRow; pools: Pick<RacePools, "stakes"> },
  question: BetQuestion,
): Outcome<BetQuote, "race_unknown" | "market_unknown" | "invalid_input" | "runner_unknown"> {
  const { market: name, stake } = question;
  const { marketRules: terms } = row;
  if (question.raceId !== row.id) return refuse("race_unknown");
  if (!isOffered(row, name)) return refuse("market_unknown");
  const market = markets[name];
  const field = fieldOf(row);
  const selection = market.normaliseSelection(question.selection, field);
  if (!selection.ok) return selection;
  const price = fixedPriceOf(terms, { market: name, selection: selection.value });
  if (price !== null)
    return accept({ odds: price, potentialReturn: fixedPayout({ stake, price }) });
  const slip = {
    market,
    selection: selection.value,
    pools: pools.stakes.get(name) ?? new Map(),
    field,
    rules: toteRules(terms),
  };
  return accept({
    odds: approximateDividendOf(slip),
    potentialReturn: potentialReturnOf({ ...slip, stake }),
  });
}

function isOffered(row: RaceRow, market: string): market is MarketName {
  if (market === "win" && areFixedOddsOff(row)) return false;
  return (row.marketRules.markets as string[]).includes(market);
}

/** Saddle numbers that can be backed. */
function fieldOf({ runnerCount, scratched }: RaceRow): Set<number> {
  const numbers = Array.from({ length: runnerCount }, (_, index) => index + 1);
  return new Set(numbers.filter((number) => !scratched.includes(number)));
}
