import type { EntityManager } from "typeorm";
import { declareDividends } from "#common/tote/declare-dividends.ts";
import { type Dividend, dividendText } from "#common/tote/dividend.ts";
import type { MarketName, OrderOfFinish, Selection } from "#common/tote/market.ts";
import { type MarketRules, toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import { selectionPools } from "#common/tote/selection-pools.ts";
import type { Settlement } from "#common/tote/settlement.ts";
import { RacePoolEntity, type RaceResultRow, type RaceRow } from "./race-entities.ts";

/** A pool that has been paid or given back; `refunds` has the stakes of scratches in it. */
export type SettledPool = Omit<Settlement, "payouts">;

/** What is staked on one selection of one market: what stands, and what has gone back already. */
export interface SelectionStakes {
  market: string;
  selection: Selection;
  open: bigint;
  refunded: bigint;
}

/** What a result makes of one pool, before a bet is looked at. */
export interface DeclaredPool extends Omit<SettledPool, "paid" | "breakage" | "dividends"> {
  /** Open stakes it was declared from. */
  staked: bigint;
  /** Each bet is paid at its own price (TOTE-8). */
  isFixed: boolean;
  /** Best placed first. At fixed odds `dividend` is the part of the price that is paid. */
  winners: { selection: Selection; dividend: Dividend; perUnit: string }[];
}

/** The stakes of a race by market and selection. Nothing is staked after the lock: they stand. */
export async function readSelectionStakes(
  manager: EntityManager,
  raceId: number,
): Promise<SelectionStakes[]> {
  const rows: { market: string; selection: number[]; open: string; refunded: string }[] =
    await manager.query(
      `SELECT market, selection, coalesce(sum(stake) FILTER (WHERE status = 'open'), 0)::bigint AS open,
         coalesce(sum(stake) FILTER (WHERE status = 'refunded'), 0)::bigint AS refunded
       FROM bets WHERE race_id = $1 AND status IN ('open', 'refunded') GROUP BY market, selection`,
      [raceId],
    );
  return rows.map((row) => ({ ...row, open: BigInt(row.open), refunded: BigInt(row.refunded) }));
}

/**
 * Declares every market of the race's rules, also the ones nobody backed, by market. The tote's
 * fractions are exact; what they come to for a bet is rounded down where the bet is paid.
 */
export function declarePools({
  row,
  result,
  stakes,
}: {
  row: RaceRow;
  result: RaceResultRow;
  stakes: readonly SelectionStakes[];
}): Map<MarketName, DeclaredPool> {
  const runnerCount = row.runnerCount - row.scratched.length;
  assertOrder(result.finishOrder, { row, runnerCount });
  const byMarket = Map.groupBy(stakes, ({ market }) => market);
  for (const market of byMarket.keys()) {
    if (!(row.marketRules.markets as string[]).includes(market))
      throw new Error(`race ${row.id} has bets on ${market}, which it does not offer`);
  }
  return new Map(
    row.marketRules.markets.map((market) => {
      const pool = { market, stakes: byMarket.get(market) ?? [], rules: row.marketRules };
      return [market, declarePool(pool, { runnerCount, order: result.finishOrder })];
    }),
  );
}

/** Writes how the pools of a race were shared out. */
export async function storePools(
  manager: EntityManager,
  raceId: number,
  pools: ReadonlyMap<string, SettledPool>,
): Promise<void> {
  const rows = [...pools].map(([market, pool]) => ({
    raceId,
    market,
    outcome: pool.outcome,
    gross: pool.gross,
    takeout: pool.takeout,
    net: pool.net,
    paid: pool.paid,
    breakage: pool.breakage,
    refunds: pool.refunds,
    dividends: pool.dividends.map(({ selection, perUnit }) => ({
      selection: [...selection],
      perUnit,
    })),
  }));
  await manager.insert(RacePoolEntity, rows);
}

/** A pool of which nothing is left: what is open and what went back before. */
export function refundedPool(stakes: readonly SelectionStakes[]): SettledPool {
  return {
    outcome: "refunded",
    gross: 0n,
    takeout: 0n,
    net: 0n,
    paid: 0n,
    breakage: 0n,
    refunds: stakes.reduce((sum, { open, refunded }) => sum + open + refunded, 0n),
    dividends: [],
  };
}

function declarePool(
  {
    market,
    stakes,
    rules,
  }: { market: MarketName; stakes: readonly SelectionStakes[]; rules: MarketRules },
  race: { runnerCount: number; order: OrderOfFinish },
): DeclaredPool {
  const pools = selectionPools(stakes.map(({ selection, open }) => ({ selection, stake: open })));
  const staked = stakes.reduce((sum, { open }) => sum + open, 0n);
  const refunded = stakes.reduce((sum, stake) => sum + stake.refunded, 0n);
  const isFixed = market === "win" && rules.fixedPrices !== undefined;
  const { dividends: _, paid: __, breakage: ___, ...back } = refundedPool(stakes);
  const refund: DeclaredPool = { ...back, staked, isFixed, winners: [] };
  if (race.runnerCount < markets[market].runnersMin || staked === 0n) return refund;
  if (isFixed) {
    const winners = fixedWinners(race.order, rules.fixedPrices ?? []);
    const sums = { gross: staked, takeout: 0n, net: staked, refunds: refunded };
    return { outcome: "paid", ...sums, staked, isFixed, winners };
  }
  const { dividends, ...sums } = declareDividends({
    market: markets[market],
    order: race.order,
    pools,
    rules: toteRules(rules),
  });
  if (dividends.size === 0) return refund;
  const winners = [...dividends.values()].map(({ selection, dividend }) => ({
    selection,
    dividend,
    perUnit: dividendText(dividend),
  }));
  return { outcome: "paid", ...sums, refunds: refunded, staked, isFixed, winners };
}

/** TOTE-8: a winner is paid its price; those of a dead heat each their part of it. */
function fixedWinners(order: OrderOfFinish, prices: readonly number[]): DeclaredPool["winners"] {
  const first = order[0] ?? [];
  const denominator = 100n * BigInt(first.length);
  return first.map((runner) => {
    const price = prices[runner - 1];
    if (price === undefined) throw new Error(`runner ${runner} has no fixed price`);
    const perUnit = dividendText({ numerator: BigInt(price), denominator });
    return { selection: [runner], dividend: { numerator: 1n, denominator }, perUnit };
  });
}

/** Every runner that ran has one place, and nobody else. */
function assertOrder(
  order: OrderOfFinish,
  { row, runnerCount }: { row: RaceRow; runnerCount: number },
): void {
  const placed = new Set(order.flat());
  const field = row.card.runners.filter(({ number }) => !row.scratched.includes(number));
  const isWhole = field.every(({ number }) => placed.has(number));
  if (isWhole && placed.size === runnerCount && order.flat().length === runnerCount) return;
  throw new Error(`an order of finish of ${placed.size} for ${runnerCount} runners`);
}
