import { assertSelection } from "./assert-selection.ts";
import { declareDividends } from "./declare-dividends.ts";
import { type Dividend, payoutAt } from "./dividend.ts";
import type { Market, Selection, ToteRules } from "./market.ts";
import { type SelectionPools, selectionKey } from "./selection-pools.ts";
import { byStake } from "./stakes-by-runner.ts";

/** A selection and the pool it would be paid from, as both stand now. */
export interface ApproximateTerms {
  market: Market;
  /** As `normaliseSelection` gives it. */
  selection: Selection;
  /** All that is staked in this market. */
  pools: SelectionPools;
  /** The saddle numbers that can be backed now: scratched runners are not in it. */
  field: ReadonlySet<number>;
  rules: ToteRules;
}

/** The highest figure a board shows, in hundredths: 999.99. */
const SHOWN_MAX = 99_999n;

/**
 * What a chip on a selection would be paid if betting ended now (TOTE-9), in hundredths of a chip per
 * chip staked, stake included, truncated; capped at 99999 (999.99). 0 where there is no figure (show
 * "–"): nobody backed the selection, or the field is too small for the market and the pool would go
 * back. Throws on a selection the market would not accept from this field.
 *
 * A combination is taken to come in exactly. A single runner is taken to win, with the most heavily
 * backed of the others in the places behind it: in `place` and `show` no others pay it less, so what
 * is shown is never more than an order of finish without a dead heat would pay; a dead heat can pay
 * less.
 */
export function approximateDividendOf(terms: ApproximateTerms): number {
  const dividend = exactApproximateDividend(terms);
  if (dividend === undefined) return 0;
  const hundredths = payoutAt(dividend, 100n);
  return Number(hundredths < SHOWN_MAX ? hundredths : SHOWN_MAX);
}

/** The exact figure behind `approximateDividendOf`; undefined where there is none. */
export function exactApproximateDividend(terms: ApproximateTerms): Dividend | undefined {
  const { market, selection, pools, field } = terms;
  assertSelection(market, selection, field);
  const key = selectionKey(selection);
  if (field.size < market.runnersMin || !pools.has(key)) return undefined;
  const stakes = new Map(
    [...field].map((runner) => [runner, pools.get(selectionKey([runner]))?.stake ?? 0n]),
  );
  const others = byStake(stakes).filter((runner) => !selection.includes(runner));
  const order = [...selection, ...others].map((placed) => [placed]);
  return declareDividends({ ...terms, order }).dividends.get(key)?.dividend;
}
