import { DIVIDEND_UNIT, type Dividend, declareDividend } from "./dividend.ts";
import type { Market, OrderOfFinish, Selection, ToteRules } from "./market.ts";
import { type SelectionPools, selectionKey } from "./selection-pools.ts";

/** What an order of finish makes of a pool. Chips; `net = gross - takeout` (TOTE-2). */
export interface Declaration {
  gross: bigint;
  /** The takeout rate of the gross pool, rounded down: the remainder stays with the players. */
  takeout: bigint;
  net: bigint;
  /** By `selectionKey`, best placed first: the backed selections that won. */
  dividends: ReadonlyMap<string, { selection: Selection; dividend: Dividend }>;
}

/**
 * Declares the dividends of a pool (TOTE-2 to TOTE-5, TOTE-7): takeout first, then the profit (net
 * less the stakes on every winning selection) divided by the market's shares. No dividends when
 * nobody covered the result, fallbacks included. Throws on rules out of range.
 */
export function declareDividends(pool: {
  market: Market;
  order: OrderOfFinish;
  pools: SelectionPools;
  rules: ToteRules;
}): Declaration {
  const { market, order, pools, rules } = pool;
  assertRules(rules);
  const gross = [...pools.values()].reduce((sum, { stake }) => sum + stake, 0n);
  const takeout = (gross * BigInt(rules.takeoutBps)) / 10_000n;
  const net = gross - takeout;

  const backed = [...pools.values()].map(({ selection }) => selection);
  const shares = market.profitShares(order, backed).map((share) => ({
    ...share,
    stake: stakeOf(share.selections, pools),
  }));
  const profit = shares.reduce((rest, { stake }) => rest - stake, net);

  const dividends = new Map<string, { selection: Selection; dividend: Dividend }>();
  for (const share of shares) {
    const dividend = declareDividend({ ...share, profit }, rules);
    for (const selection of share.selections) {
      dividends.set(selectionKey(selection), { selection, dividend });
    }
  }
  return { gross, takeout, net, dividends };
}

function stakeOf(selections: readonly Selection[], pools: SelectionPools): bigint {
  let stake = 0n;
  for (const selection of selections) stake += pools.get(selectionKey(selection))?.stake ?? 0n;
  // A part of the profit that nobody is there to take would quietly become the house's.
  if (stake === 0n) throw new Error("a market gave a share of the profit to nobody");
  return stake;
}

function assertRules(rules: ToteRules): void {
  const { takeoutBps, breakUnit, minimumDividend, dividendUnit = DIVIDEND_UNIT } = rules;
  if (dividendUnit < 1n) throw new RangeError(`a dividend unit of ${dividendUnit}`);
  if (!Number.isInteger(takeoutBps) || takeoutBps < 0 || takeoutBps > 10_000) {
    throw new RangeError(`a takeout of ${takeoutBps} basis points`);
  }
  if (breakUnit !== undefined && breakUnit < 1n) {
    throw new RangeError(`a break unit of ${breakUnit}`);
  }
  if (minimumDividend !== undefined && minimumDividend < dividendUnit) {
    throw new RangeError(`a minimum dividend of ${minimumDividend}, below the stake`);
  }
}
