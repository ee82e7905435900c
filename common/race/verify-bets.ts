import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { betLeaf, firstHead, nextHead } from "./bet-leaf.ts";
import { cancelsRoot } from "./cancels-root.ts";
import { merkleRoot } from "./merkle-tree.ts";
import type { RaceRecord, RaceRecordV2, RecordedBet } from "./record.ts";
import { compare, type Finding, fail, firstFault, pass } from "./verify-step.ts";

/** Each bet by itself: its serial, its runners, its pool, and what a refund or a loss pays. */
export function checkBets(record: RaceRecord): Finding {
  let serial = 0;
  for (const bet of record.bets) {
    serial += 1;
    if (bet.serial !== serial) return fail(`bet ${serial} is missing: bet ${bet.serial} follows`);
    const fault = faultOf(bet, record);
    if (fault !== undefined) return fail(`bet ${serial} ${fault}`);
  }
  return record.format === 1 ? pass(`${serial} bets`) : checkTree(record);
}

/**
 * Every accepted bet is here, unchanged and in the order of acceptance: the leaves give the head of
 * the chain and the root that was published at the lock; and those that had been cancelled by then are
 * the cancelled ones (RACE-6 b, c).
 */
function checkTree(record: RaceRecordV2): Finding {
  const leaves: Uint8Array[] = [];
  for (const bet of record.bets) {
    const leaf = leafOf(record.raceId, bet);
    if (leaf === undefined) return fail(`bet ${bet.serial} is on a market without a code`);
    leaves.push(leaf);
  }
  const head = encodeHex(leaves.reduce(nextHead, firstHead(record.raceId)));
  const found = compare("the head of the chain of bets", head, record.betsHead);
  const { lock } = record;
  if (!found.ok) return found;
  if (lock === null) return pass(`${leaves.length} bets, void before they were locked`);
  return firstFault([
    compare("the number of bets at the lock", leaves.length, lock.betCount),
    compare("the head of the chain of bets at the lock", head, lock.betsHead),
    compare("the root of the tree of bets", encodeHex(merkleRoot(leaves)), lock.betsRoot),
    compare("the root of the cancelled bets", cancelsRootOf(record), lock.cancelsRoot),
    pass(`${leaves.length} bets, the tree of which has the root ${lock.betsRoot}`),
  ]);
}

function cancelsRootOf({ raceId, bets }: RaceRecordV2): string {
  const cancelled = bets.filter(({ status }) => status === "cancelled");
  return cancelsRoot(
    raceId,
    cancelled.map(({ serial }) => serial),
  );
}

/** A recorded bet's leaf; undefined on a market that has none. */
export function leafOf(raceId: number, bet: RaceRecordV2["bets"][number]): Uint8Array | undefined {
  try {
    const { serial, market, selection, price } = bet;
    const [tag, salt, stake] = [decodeHex(bet.tag), decodeHex(bet.salt), BigInt(bet.stake)];
    return betLeaf({ raceId, serial, tag, market, selection, stake, price, salt });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function faultOf(bet: RecordedBet, record: RaceRecord): string | undefined {
  const { selection, stake, status, payout } = bet;
  if (selection.some((number) => number > record.card.runners.length)) {
    return "is on no runner of the field";
  }
  if (BigInt(stake) === 0n) return "has no stake";
  if (status === "cancelled") return faultInCancel(bet, record);
  if (record.status === "void" && status !== "refunded") return "was not refunded";
  if (status === "refunded" && payout !== stake) return `staked ${stake} and got ${payout} back`;
  if (status === "lost" && payout !== "0") return `lost and was paid ${payout}`;
  return record.format === 1 ? undefined : faultInPrice(bet, record);
}

/** A cancelled bet comes back less the fee, whole once a runner was scratched and in a void race. */
function faultInCancel({ stake, payout }: RecordedBet, record: RaceRecord): string | undefined {
  if (BigInt(payout) > BigInt(stake)) return "was cancelled for more than its stake";
  const { cancelFeeBps } = record.marketRules;
  if (record.format === 1 || typeof cancelFeeBps !== "number") return undefined;
  const fee = record.status === "void" ? 0n : feeOf(BigInt(stake), cancelFeeBps);
  const isWhole = payout === stake;
  if (isWhole && record.scratched.length > 0) return undefined;
  return BigInt(stake) - BigInt(payout) === fee
    ? undefined
    : `was cancelled for ${payout} of ${stake}, at a fee of ${fee}`;
}

/** TOTE-10: rounded up. */
function feeOf(stake: bigint, feeBps: number): bigint {
  return (stake * BigInt(feeBps) + 9_999n) / 10_000n;
}

/**
 * At fixed odds every win bet carries the price the terms name, no other bet has one; a scratch gives
 * all of them back, and none is taken after it (TOTE-8).
 */
function faultInPrice(bet: RecordedBet, record: RaceRecordV2): string | undefined {
  const { price, market, selection, status } = bet as RaceRecordV2["bets"][number];
  const { fixedPrices } = record.marketRules;
  const isFixed = market === "win" && Array.isArray(fixedPrices);
  const promised: unknown = isFixed ? fixedPrices[(selection[0] ?? 0) - 1] : 0;
  if (price !== promised) {
    return `is at the price ${price}, the terms say ${JSON.stringify(promised ?? null)}`;
  }
  if (status === "refunded") return undefined;
  if (selection.some((number) => record.scratched.includes(number))) {
    return "is on a scratched runner and did not go back";
  }
  return price > 0 && record.scratched.length > 0
    ? "is at fixed odds of before a scratch and did not go back"
    : undefined;
}
