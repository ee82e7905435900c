import { listStored, readStored, removeStored, writeStored } from "#client/framework/stored.ts";
import type { BetReceipt, BetWire } from "#common/race/bet-schemas.ts";
import type { RaceReceipts } from "#common/race/receipts.ts";

const PREFIX = "race.";
/** Receipts of so many races are kept, the latest. */
const RACES_MAX = 50;

/** What this phone has kept of a race, for `/verify` and for `npm run verify-race`. */
export function readReceipts(raceId: number): RaceReceipts | undefined {
  const text = readStored(PREFIX + raceId);
  return text === null ? undefined : (JSON.parse(text) as RaceReceipts);
}

/** Notes something about a race, at once and past a reload. What was noted before stays. */
export function keepReceipts(raceId: number, noted: Partial<RaceReceipts>): RaceReceipts {
  const before = readReceipts(raceId);
  const kept = { bets: [], ...noted, ...before, raceId };
  writeStored(PREFIX + raceId, JSON.stringify(kept));
  if (before === undefined) dropOldest();
  return kept;
}

/** Notes what became of this phone's own secret. */
export function keepEntropy(
  raceId: number,
  became: Partial<NonNullable<RaceReceipts["entropy"]>>,
): void {
  const kept = readReceipts(raceId);
  if (kept?.entropy === undefined) return;
  const entropy = { ...kept.entropy, ...became };
  writeStored(PREFIX + raceId, JSON.stringify({ ...kept, entropy }));
}

/** Notes a bet that the server has accepted, once. */
export function keepBetReceipt({ bet, receipt }: { bet: BetWire; receipt: BetReceipt }): void {
  const { raceId, serial, market, selection, stake } = bet;
  if (serial === null) return;
  const kept = keepReceipts(raceId, {});
  if (kept.bets.some((known) => known.serial === serial)) return;
  const received = { serial, market, selection, stake, price: bet.price ?? 0, ...receipt };
  writeStored(PREFIX + raceId, JSON.stringify({ ...kept, bets: [...kept.bets, received] }));
}

/** Ids of races grow: the smallest are the oldest. */
function dropOldest(): void {
  const raceIds = listStored(PREFIX).map((name) => Number(name.slice(PREFIX.length)));
  const oldest = raceIds.toSorted((a, b) => b - a).slice(RACES_MAX);
  for (const raceId of oldest) removeStored(PREFIX + raceId);
}
