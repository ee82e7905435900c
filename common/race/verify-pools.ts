import type { RaceRecord, RecordedBet } from "./record.ts";
import type { RecordedPool } from "./record-fields.ts";
import { type Finding, fail, pass } from "./verify-step.ts";

/** Each pool's sums: stakes in, stakes back, takeout, payouts and breakage leave nothing over. */
export function checkPools(record: RaceRecord): Finding {
  const names = record.pools.map(({ market }) => market);
  if (new Set(names).size < names.length) return fail("a market has two pools");
  const missing = record.format === 1 ? undefined : missingPool(record, names);
  if (missing !== undefined) return fail(missing);
  if (record.status === "official") {
    const homeless = record.bets.find(
      ({ market, status }) => status !== "cancelled" && !names.includes(market),
    );
    if (homeless) return fail(`bet ${homeless.serial} has no ${homeless.market} pool`);
  }
  for (const pool of record.pools) {
    const fault = faultInSums(pool, betsOf(record, pool.market));
    if (fault !== undefined) return fail(`the ${pool.market} pool: ${fault}`);
  }
  return pass(`${names.join(", ") || "no"} pools add up`);
}

/** The bets of a pool: all of its market that were not cancelled. */
export function betsOf(record: RaceRecord, market: string): RecordedBet[] {
  return record.bets.filter((bet) => bet.market === market && bet.status !== "cancelled");
}

function missingPool({ marketRules }: RaceRecord, names: string[]): string | undefined {
  const { markets } = marketRules;
  if (!Array.isArray(markets)) return undefined;
  const offered: unknown[] = markets;
  const missing = offered.find((market) => typeof market !== "string" || !names.includes(market));
  if (missing !== undefined) {
    return `the ${typeof missing === "string" ? missing : JSON.stringify(missing)} pool is missing`;
  }
  const foreign = names.find((name) => !offered.includes(name));
  return foreign === undefined ? undefined : `the ${foreign} pool was never offered`;
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

function sum(chips: string[]): bigint {
  return chips.reduce((total, amount) => total + BigInt(amount), 0n);
}
