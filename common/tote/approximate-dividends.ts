import { declareDividends } from "./declare-dividends.ts";
import { type Dividend, payoutAt } from "./dividend.ts";
import type { Market, ToteRules } from "./market.ts";
import { type SelectionPools, selectionKey } from "./selection-pools.ts";
import { byStake, runnerPools, type StakesByRunner } from "./stakes-by-runner.ts";

/** The highest figure a board shows, in hundredths: 999.99. */
const SHOWN_MAX = 99_999n;

/**
 * What a chip on each runner would be paid if betting ended now (TOTE-9), by saddle number, in
 * hundredths of a chip per chip staked, stake included, truncated; capped at 99999 (999.99).
 * 0 where there is no figure (show "–"): nobody backed the runner, or the field is too small for
 * the market and the pool would go back.
 *
 * The runner is taken to win, with the most heavily backed of the others in the places behind it.
 * In `place` no other pair pays it less, so what is shown is never more than an order of finish
 * without a dead heat would pay; a dead heat can pay less.
 */
export function approximateDividends(board: {
  market: Market;
  stakesByRunner: StakesByRunner;
  rules: ToteRules;
}): Map<number, number> {
  const { market, stakesByRunner, rules } = board;
  const pools = runnerPools(market, stakesByRunner);
  const ranked = byStake(stakesByRunner);
  return new Map(
    [...stakesByRunner.keys()].map((runner) => {
      const dividend = approximateDividend({ market, ranked, pools, rules }, runner);
      return [runner, dividend === undefined ? 0 : shown(dividend)];
    }),
  );
}

/** The exact figure behind the board; `ranked` is the field by stake. Undefined where there is none. */
export function approximateDividend(
  board: { market: Market; ranked: readonly number[]; pools: SelectionPools; rules: ToteRules },
  runner: number,
): Dividend | undefined {
  const { market, ranked, pools } = board;
  if (ranked.length < market.runnersMin || !pools.has(selectionKey([runner]))) return undefined;
  const order = [runner, ...ranked.filter((other) => other !== runner)].map((placed) => [placed]);
  return declareDividends({ ...board, order }).dividends.get(selectionKey([runner]))?.dividend;
}

function shown(dividend: Dividend): number {
  const hundredths = payoutAt(dividend, 100n);
  return Number(hundredths < SHOWN_MAX ? hundredths : SHOWN_MAX);
}
