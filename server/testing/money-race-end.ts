import type { CastOutcome } from "#common/race/powers.ts";
import { declareDividends } from "#common/tote/declare-dividends.ts";
import type { MarketName } from "#common/tote/market.ts";
import { toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import { selectionPools } from "#common/tote/selection-pools.ts";
import {
  type ModelBet,
  type ModelPool,
  type ModelRace,
  type MoneyBooks,
  moveOn,
  playerAt,
  sum,
} from "./money-books.ts";
import { collectByRule } from "./money-favors.ts";
import { FIELD_SIZE } from "./money-orders.ts";
import { lose } from "./money-race.ts";

/** Runners at lock below which a pool goes back (TOTE-1). */
const runnersMin: Record<MarketName, number> = {
  win: 2,
  place: 4,
  show: 5,
  exacta: 3,
  quinella: 3,
  trifecta: 4,
};

/** TOTE-6: everything on the runner goes back whole, and all fixed odds. */
export function scratchByRule(books: MoneyBooks, race: ModelRace, runner: number): void {
  if (race.scratched.includes(runner)) return;
  race.scratched.push(runner);
  freeHouse(books, race);
  const back = race.bets.filter(({ status, price, selection }) => {
    return status === "open" && (price !== null || selection.includes(runner));
  });
  for (const bet of back) giveBack(books, bet);
  moveOn(books, playersOf(back));
}

/** RACE-7: captured for the house, or released with a reason; what is decided stays so. */
export function resolveByRule(
  books: MoneyBooks,
  race: ModelRace,
  outcomes: readonly CastOutcome[],
): void {
  const touched: number[] = [];
  for (const { seq, isApplied, reason } of outcomes) {
    const cast = race.casts[seq - 1];
    if (cast?.status !== "held") continue;
    playerAt(books, cast.player).locked -= cast.cost;
    if (isApplied) lose(books, { player: cast.player, chips: cast.cost });
    cast.status = isApplied ? "captured" : "released";
    cast.reason = reason;
    touched.push(cast.player);
  }
  moveOn(books, touched);
}

/** TOTE-6: a void gives everything back, fees and captures included. */
export function voidByRule(books: MoneyBooks, race: ModelRace): void {
  race.pools = race.terms.markets.map((market) => refundedPool(race, market));
  freeHouse(books, race);
  const touched: number[] = [];
  for (const bet of race.bets) {
    if (bet.status === "open") giveBack(books, bet);
    else if (bet.fee > 0n) {
      lose(books, { player: bet.player, chips: -bet.fee });
      bet.payout += bet.fee;
      bet.fee = 0n;
    } else continue;
    touched.push(bet.player);
  }
  for (const cast of race.casts) {
    if (cast.status === "held") playerAt(books, cast.player).locked -= cast.cost;
    else if (cast.status === "captured") lose(books, { player: cast.player, chips: -cast.cost });
    else continue;
    cast.status = "refunded";
    touched.push(cast.player);
  }
  race.status = "void";
  moveOn(books, touched);
}

/** LEDGER-4, LEDGER-6: every pool is paid, then debts take their part of the wins. */
export function settleByRule(books: MoneyBooks, race: ModelRace, at: number): void {
  freeHouse(books, race);
  const open = race.bets.filter(({ status }) => status === "open");
  race.pools = race.terms.markets.map((market) => payPool(books, race, market));
  race.status = "official";
  moveOn(books, [
    ...playersOf(open),
    ...collectByRule(books, { bets: open, at, offAt: race.offAt }),
  ]);
}

function payPool(books: MoneyBooks, race: ModelRace, market: MarketName): ModelPool {
  const own = race.bets.filter((bet) => bet.market === market);
  const open = own.filter(({ status }) => status === "open");
  const back = refundedPool(race, market);
  const refunds = back.refunds - sum(open, ({ stake }) => stake);
  const isEnough = FIELD_SIZE - race.scratched.length >= runnersMin[market];
  const payout = isEnough && open.length > 0 ? dividendsOf(race, { market, open }) : undefined;
  if (payout === undefined) {
    for (const bet of open) giveBack(books, bet);
    return back;
  }
  for (const bet of open) {
    bet.payout = payout.of(bet);
    bet.status = payout.dividends.some(({ selection }) => isSame(selection, bet.selection))
      ? "won"
      : "lost";
    playerAt(books, bet.player).locked -= bet.stake;
    lose(books, { player: bet.player, chips: bet.stake - bet.payout });
  }
  const gross = sum(open, ({ stake }) => stake);
  const paid = sum(open, (bet) => bet.payout);
  const { takeout, dividends } = payout;
  return { market, outcome: "paid", gross, takeout, paid, refunds, dividends };
}

type Dividends = Pick<ModelPool, "dividends" | "takeout"> & { of(bet: ModelBet): bigint };

function dividendsOf(
  race: ModelRace,
  { market, open }: { market: MarketName; open: ModelBet[] },
): Dividends | undefined {
  if (market === "win" && race.terms.fixedPrices !== undefined) return fixedDividends(race);
  const { takeout, dividends } = declareDividends({
    market: markets[market],
    order: race.order,
    pools: selectionPools(open),
    rules: toteRules(race.terms),
  });
  if (dividends.size === 0) return undefined;
  const won = [...dividends.values()];
  return {
    takeout,
    dividends: won.map(({ selection, dividend: { numerator, denominator } }) => ({
      selection,
      perUnit: decimals({ numerator, denominator }),
    })),
    of: (bet) => {
      const dividend = won.find(({ selection }) => isSame(selection, bet.selection))?.dividend;
      if (dividend === undefined) return 0n;
      return (bet.stake * dividend.numerator) / dividend.denominator;
    },
  };
}

/** TOTE-8: ⌊stake × price / tied⌋, and nobody else is paid. */
function fixedDividends({ order, terms }: ModelRace): Dividends {
  const first = order[0] ?? [];
  const tied = BigInt(first.length);
  return {
    takeout: 0n,
    dividends: first.map((runner) => ({
      selection: [runner],
      perUnit: decimals({
        numerator: BigInt(terms.fixedPrices?.[runner - 1] ?? 0),
        denominator: 100n * tied,
      }),
    })),
    of: ({ selection, stake, price }) =>
      first.includes(selection[0] ?? 0) ? (stake * BigInt(price ?? 0)) / (100n * tied) : 0n,
  };
}

/** Four decimals, the rest cut (TOTE-7). */
function decimals({ numerator, denominator }: { numerator: bigint; denominator: bigint }): string {
  const text = String((numerator * 10_000n) / denominator).padStart(5, "0");
  return `${text.slice(0, -4)}.${text.slice(-4)}`;
}

function refundedPool(race: ModelRace, market: string): ModelPool {
  const own = race.bets.filter((bet) => bet.market === market);
  const back = own.filter(({ status }) => status === "open" || status === "refunded");
  const refunds = sum(back, ({ stake }) => stake);
  return { market, outcome: "refunded", gross: 0n, takeout: 0n, paid: 0n, refunds, dividends: [] };
}

function giveBack(books: MoneyBooks, bet: ModelBet): void {
  bet.status = "refunded";
  bet.payout = bet.stake;
  playerAt(books, bet.player).locked -= bet.stake;
}

function freeHouse(books: MoneyBooks, race: ModelRace): void {
  books.house += race.liability;
  race.liability = 0n;
}

function playersOf(bets: readonly ModelBet[]): number[] {
  return bets.map(({ player }) => player);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.join() === b.join();
}
