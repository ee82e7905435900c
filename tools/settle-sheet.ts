import { declareDividends } from "#common/tote/declare-dividends.ts";
import { type Dividend, dividendText, payoutAt } from "#common/tote/dividend.ts";
import type { OrderOfFinish } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import { selectionPools } from "#common/tote/selection-pools.ts";
import { type PoolResult, settleMarket } from "#common/tote/settle-market.ts";
import type { ToteSheet } from "./tote-sheet.ts";

/**
 * What a sheet comes to, in minor units as decimal strings. `paid + takeout + breakage = gross`, and
 * `gross + refunds` is all that was staked.
 */
export interface SettledSheet {
  /** Stakes less `refunds`. */
  gross: string;
  /** Stakes on scratched runners, and every stake of a field too small for the market. */
  refunds: string;
  takeout: string;
  net: string;
  /** Backed selections that won, best placed first, and what `unit` is paid on them, stake included. */
  dividends: { selection: number[]; perUnit: string }[];
  /** To winners; where nobody covered the result, to everybody: their stakes (TOTE-5). */
  paid: string;
  /** What is left for the house; below 0 in a minus pool. */
  breakage: string;
  /** What each bet gets back, in the order of the sheet's bets: payout, refund or "0". */
  payouts: string[];
}

/** Why an order of finish does not decide the pool. */
export class UndecidedError extends Error {}

/** Settles the pool of a sheet. Throws `UndecidedError` when the order ends too early. */
export function settleSheet(sheet: ToteSheet): SettledSheet {
  const market = markets[sheet.market];
  const field = sheet.runners.filter((runner) => !sheet.scratched.includes(runner));
  const bets = sheet.bets.map((bet, i) => ({ ...bet, id: String(i) }));
  const standing = bets.filter(({ selection }) =>
    selection.every((runner) => field.includes(runner)),
  );
  const order = completeOrder(sheet, { field, bets: standing });
  const pool = { market, order, bets: standing, rules: sheet.rules };
  const settlement = settleMarket({ ...pool, runnerCount: field.length });
  const payouts = new Map(settlement.payouts.map(({ id, payout }) => [id, payout]));
  const isRefunded = settlement.outcome === "refunded";
  // A pool that never opened holds nothing; one that nobody won is paid back to those in it.
  const isTooSmall = field.length < market.runnersMin;
  const paidBack = isTooSmall ? 0n : settlement.refunds;
  const gross = isRefunded ? paidBack : settlement.gross;
  const paid = isRefunded ? paidBack : settlement.paid;
  const net = gross - settlement.takeout;
  return {
    gross: String(gross),
    refunds: String(sum(bets.map(({ stake }) => stake)) - gross),
    takeout: String(settlement.takeout),
    net: String(net),
    dividends: isRefunded ? [] : dividendsOf(sheet, pool),
    paid: String(paid),
    breakage: String(net - paid),
    payouts: bets.map(({ id, stake }) => String(payouts.get(id) ?? stake)),
  };
}

function dividendsOf(
  sheet: ToteSheet,
  pool: Omit<PoolResult, "runnerCount">,
): SettledSheet["dividends"] {
  const { dividends } = declareDividends({ ...pool, pools: selectionPools(pool.bets) });
  return [...dividends.values()].map(({ selection, dividend }) => ({
    selection: [...selection],
    perUnit: perUnit(dividend, sheet),
  }));
}

/** Every runner's place: those the sheet leaves out follow in any order, once nothing hangs on it. */
function completeOrder(
  { market: name, order }: ToteSheet,
  { field, bets }: { field: number[]; bets: { selection: readonly number[] }[] },
): OrderOfFinish {
  const market = markets[name];
  const named = order.flat();
  const rest = field.filter((runner) => !named.includes(runner));
  const full = [...order, ...rest.map((runner) => [runner])];
  if (rest.length < 2 || field.length < market.runnersMin || bets.length === 0) return full;
  if (named.length < market.places) {
    throw new UndecidedError(`order must name the first ${market.places}: ${name} pays on them`);
  }
  const backed = bets.map(({ selection }) => selection);
  if (named.length > market.places || market.profitShares(order, backed).length > 0) return full;
  if (market.selectionSize > 1 || !backed.flat().some((runner) => rest.includes(runner)))
    return full;
  throw new UndecidedError(
    `order must name place ${market.places + 1} as well: nobody backed the first ${market.places}`,
  );
}

/** Whole minor units where dividends are broken, else 4 decimals, truncated. */
function perUnit(dividend: Dividend, { unit, breakUnit }: ToteSheet): string {
  const isWhole = (dividend.numerator * unit) % dividend.denominator === 0n;
  if (breakUnit !== undefined && isWhole) return String(payoutAt(dividend, unit));
  return dividendText(dividend, unit);
}

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
