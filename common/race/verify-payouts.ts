import { canonical } from "#common/framework/canonical.ts";
import type { RaceRecord, RecordedBet } from "./record.ts";
import type { RecordedPool } from "./record-fields.ts";
import { betsOf } from "./verify-pools.ts";
import { type Finding, fail, pass } from "./verify-step.ts";

/** Chips as a `bigint` or as their decimal string: both compare alike. */
type Chips = bigint | string;

/** What a pool comes to. */
type Settled = {
  gross: Chips;
  takeout: Chips;
  net: Chips;
  paid: Chips;
  breakage: Chips;
  /** Absent: nothing goes back. */
  refunds?: Chips;
  dividends: readonly { selection: readonly number[]; perUnit: string }[];
  payouts: readonly { serial: number; status: string; payout: Chips }[];
};

/**
 * The rules of the tote, handed in because a race knows nothing of them: what one pool of an
 * official race comes to. `bets` are all of that market which stood at the end, neither cancelled
 * nor scratched; `price`, at fixed odds alone, is in hundredths per chip.
 */
export type SettleRecorded = (pool: {
  market: string;
  marketRules: RaceRecord["marketRules"];
  /** Runners that started. */
  runnerCount: number;
  order: number[][];
  bets: { serial: number; selection: number[]; stake: bigint; price?: number }[];
}) => Settled;

/** Each pool settled again by the rules of the tote; a void race has nothing to settle. */
export function checkPayouts(record: RaceRecord, settle: SettleRecorded): Finding {
  if (record.status === "void") return pass("void: every stake went back");
  for (const pool of record.pools) {
    const settled = settlePool(record, pool, settle);
    const fault = typeof settled === "string" ? settled : differenceOf(record, pool, settled);
    if (fault !== undefined) return fail(`the ${pool.market} pool: ${fault}`);
  }
  return pass("every dividend and every payout is as recorded");
}

/** Settles a pool again, or says why the rules of the tote won't have it. */
function settlePool(
  record: RaceRecord,
  { market }: RecordedPool,
  settle: SettleRecorded,
): Settled | string {
  const bets = standingBets(record, market).map((bet) => {
    const { serial, selection, stake } = bet;
    const price = priceOf(bet);
    return { serial, selection, stake: BigInt(stake), ...(price > 0 && { price }) };
  });
  const { marketRules, order, card } = record;
  const scratchedCount = record.format === 1 ? 0 : record.scratched.length;
  const runnerCount = card.runners.length - scratchedCount;
  try {
    return settle({ market, marketRules, runnerCount, order, bets });
  } catch (error) {
    return `can't be settled: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function differenceOf(
  record: RaceRecord,
  pool: RecordedPool,
  settled: Settled,
): string | undefined {
  const bets = standingBets(record, pool.market);
  const given = betsOf(record, pool.market).filter((bet) => isScratched(bet, record));
  const scratched = given.reduce((sum, { stake }) => sum + BigInt(stake), 0n);
  const refunds = BigInt(settled.refunds ?? 0) + scratched;
  for (const sumName of ["gross", "takeout", "net", "paid", "breakage", "refunds"] as const) {
    const is = String(sumName === "refunds" ? refunds : settled[sumName]);
    const said = pool[sumName] ?? "0";
    if (is !== said) return `${sumName} is ${is}, the record says ${said}`;
  }
  const [declared, said] = [canonical(settled.dividends), canonical(pool.dividends)];
  if (declared !== said) return `dividends are ${declared}, the record says ${said}`;

  const recorded = new Map(bets.map((bet) => [bet.serial, bet]));
  for (const { serial, status, payout } of settled.payouts) {
    const bet = recorded.get(serial);
    if (bet?.status === status && bet.payout === String(payout)) continue;
    return `bet ${serial} is ${status} with ${payout}, the record says ${bet?.status} with ${bet?.payout}`;
  }
  return settled.payouts.length === bets.length ? undefined : "a bet was not settled";
}

/** What a pool was settled from: its bets but those that a scratch gave back (TOTE-6). */
function standingBets(record: RaceRecord, market: string): RecordedBet[] {
  return betsOf(record, market).filter((bet) => !isScratched(bet, record));
}

/** A scratch gives back the bets that name the runner, and all fixed bets of before (TOTE-8). */
function isScratched(bet: RecordedBet, record: RaceRecord): boolean {
  if (record.format === 1 || bet.status !== "refunded") return false;
  const { scratched } = record;
  if (priceOf(bet) > 0) return scratched.length > 0;
  return bet.selection.some((number) => scratched.includes(number));
}

/** Hundredths per chip at fixed odds; 0 = tote. */
function priceOf(bet: RecordedBet): number {
  return "price" in bet ? (bet.price as number) : 0;
}
