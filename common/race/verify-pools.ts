import { canonical } from "#common/framework/canonical.ts";
import type { RaceRecord, RecordedBet, RecordedPool } from "./record.ts";

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
 * official race comes to. `bets` are all of that market which were not cancelled.
 */
export type SettleRecorded = (pool: {
  market: string;
  marketRules: RaceRecord["marketRules"];
  runnerCount: number;
  order: number[][];
  bets: { serial: number; selection: number[]; stake: bigint }[];
}) => Settled;

type Outcome = { ok: boolean; detail: string };

/** Each bet by itself: its serial, its runners, its pool, and what a refund or a loss pays. */
export function checkBets({ bets, card, pools, status }: RaceRecord): Outcome {
  const markets = new Set(pools.map(({ market }) => market));
  let lastSerial = 0;
  for (const bet of bets) {
    const fault = faultOf(bet, { lastSerial, markets, status, runnerCount: card.runners.length });
    if (fault) return { ok: false, detail: `bet ${bet.serial} ${fault}` };
    lastSerial = bet.serial;
  }
  return { ok: true, detail: `${bets.length} bets` };
}

/** Each pool's sums: stakes in, stakes back, takeout, payouts and breakage leave nothing over. */
export function checkPools(record: RaceRecord): Outcome {
  const markets = record.pools.map(({ market }) => market);
  if (new Set(markets).size < markets.length)
    return { ok: false, detail: "a market has two pools" };
  for (const pool of record.pools) {
    const fault = faultInSums(pool, standingBets(record, pool.market));
    if (fault) return { ok: false, detail: `the ${pool.market} pool: ${fault}` };
  }
  return { ok: true, detail: `${markets.join(", ") || "no"} pools add up` };
}

/** Each pool settled again by the rules of the tote; a void race has nothing to settle. */
export function checkPayouts(record: RaceRecord, settle: SettleRecorded): Outcome {
  if (record.status === "void") return { ok: true, detail: "void: every stake went back" };
  for (const pool of record.pools) {
    const settled = settlePool(record, pool, settle);
    const detail = typeof settled === "string" ? settled : differenceOf(record, pool, settled);
    if (detail !== undefined) return { ok: false, detail: `the ${pool.market} pool: ${detail}` };
  }
  return { ok: true, detail: "every pool settles as recorded" };
}

function faultOf(
  { serial, market, selection, stake, status, payout }: RecordedBet,
  race: { lastSerial: number; markets: Set<string>; status: string; runnerCount: number },
): string | undefined {
  if (serial <= race.lastSerial) return `follows bet ${race.lastSerial}`;
  if (selection.some((number) => number > race.runnerCount)) return "is on no runner of the field";
  if (BigInt(stake) === 0n) return "has no stake";
  if (status === "cancelled") {
    return BigInt(payout) > BigInt(stake) ? "was cancelled for more than its stake" : undefined;
  }
  if (race.status === "void" && status !== "refunded") return "was not refunded";
  if (race.status === "official" && !race.markets.has(market)) return `has no ${market} pool`;
  if (status === "refunded" && payout !== stake) return `staked ${stake} and got ${payout} back`;
  if (status === "lost" && payout !== "0") return `lost and was paid ${payout}`;
  return undefined;
}

function faultInSums(pool: RecordedPool, bets: RecordedBet[]): string | undefined {
  const gross = BigInt(pool.gross);
  const refunds = BigInt(pool.refunds ?? "0");
  const net = BigInt(pool.net);
  const paid = BigInt(pool.paid);
  const refunded = sum(bets.map(({ status, payout }) => (status === "refunded" ? payout : "0")));
  const won = sum(bets.map(({ status, payout }) => (status === "won" ? payout : "0")));
  if (gross + refunds !== sum(bets.map(({ stake }) => stake))) return "its stakes do not add up";
  if (refunds !== refunded) return "its refunds do not add up";
  if (paid !== won) return "its payouts do not add up";
  if (net !== gross - BigInt(pool.takeout)) return "net is not gross less takeout";
  return BigInt(pool.breakage) === net - paid ? undefined : "breakage is not net less paid";
}

/** Settles a pool again, or says why the rules of the tote won't have it. */
function settlePool(
  record: RaceRecord,
  { market }: RecordedPool,
  settle: SettleRecorded,
): Settled | string {
  const bets = standingBets(record, market).map(({ serial, selection, stake }) => {
    return { serial, selection, stake: BigInt(stake) };
  });
  const { marketRules, order, card } = record;
  try {
    return settle({ market, marketRules, runnerCount: card.runners.length, order, bets });
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
  for (const sumName of ["gross", "takeout", "net", "paid", "breakage", "refunds"] as const) {
    const [is, said] = [String(settled[sumName] ?? 0), pool[sumName] ?? "0"];
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

function standingBets({ bets }: RaceRecord, market: string): RecordedBet[] {
  return bets.filter((bet) => bet.market === market && bet.status !== "cancelled");
}

function sum(chips: string[]): bigint {
  return chips.reduce((total, amount) => total + BigInt(amount), 0n);
}
