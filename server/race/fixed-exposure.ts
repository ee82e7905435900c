import type { EntityManager } from "typeorm";
import { houseAccount, liabilityAccount } from "#server/ledger/account-names.ts";
import { lockAccounts } from "#server/ledger/lock-accounts.ts";
import type { Transfer } from "#server/ledger/post-transfers.ts";
import { FixedExposureEntity } from "./fixed-exposure-entity.ts";
import type { RaceTerms } from "./race-terms.ts";

/** The price of a selection in the house's terms, hundredths per chip; null where the market is a tote. */
export function fixedPriceOf(
  terms: RaceTerms,
  { market, selection }: { market: string; selection: readonly number[] },
): number | null {
  if (market !== "win" || terms.fixedPrices === undefined) return null;
  return terms.fixedPrices[(selection[0] ?? 0) - 1] ?? null;
}

/** What a bet at a fixed price pays if its runner wins alone, chips, rounded down (TOTE-8). */
export function fixedPayout(stake: bigint, price: number): bigint {
  return (stake * BigInt(price)) / 100n;
}

/** What the house holds and may hold against the fixed odds of one race. */
export interface HouseCover {
  raceId: number;
  houseBalance: bigint;
  liability: bigint;
}

/** Locks the house and what it holds for this race (LEDGER-5, behind the wallets). */
export async function lockCover(manager: EntityManager, raceId: number): Promise<HouseCover> {
  const house = houseAccount("chips");
  const held = liabilityAccount(raceId);
  const balances = await lockAccounts(manager, [house, held], "chips");
  return {
    raceId,
    houseBalance: balances.get(house) ?? 0n,
    liability: balances.get(held) ?? 0n,
  };
}

/** One bet that joins (+1) or leaves (−1) the open bets at fixed odds. */
export interface FixedChange {
  runner: number;
  stake: bigint;
  price: number;
  sign: 1n | -1n;
}

/**
 * What has to be held so that the worst winner can be paid: max(0, the most that one runner's bets
 * pay − all stakes) (TOTE-8). Undefined where that is more than `max` or than the house has: then
 * the change must not be made. A change that needs no more than before is always covered.
 */
export async function coverChange(
  manager: EntityManager,
  { cover, change, max }: { cover: HouseCover; change: FixedChange; max: bigint | undefined },
): Promise<bigint | undefined> {
  const rows = await manager.findBy(FixedExposureEntity, { raceId: cover.raceId });
  const moved = { stakes: change.sign * change.stake, payouts: payoutsOf(change) };
  let stakes = moved.stakes;
  let worst = 0n;
  for (const row of [...rows, ...newRow(rows, change.runner)]) {
    const payouts = row.payouts + (row.runner === change.runner ? moved.payouts : 0n);
    stakes += row.stakes;
    if (payouts > worst) worst = payouts;
  }
  const needed = worst > stakes ? worst - stakes : 0n;
  if (needed <= cover.liability) return needed;
  if (max !== undefined && needed > max) return undefined;
  return needed - cover.liability > cover.houseBalance ? undefined : needed;
}

/** Writes the change and answers the transfer that brings the liability to `needed`, if it moves. */
export async function moveExposure(
  manager: EntityManager,
  { cover, change, needed }: { cover: HouseCover; change: FixedChange; needed: bigint },
): Promise<Transfer[]> {
  const { raceId, liability } = cover;
  await manager.query("INSERT INTO fixed_exposures VALUES ($1, $2, 0, 0) ON CONFLICT DO NOTHING", [
    raceId,
    change.runner,
  ]);
  await manager.query(
    `UPDATE fixed_exposures SET stakes = stakes + $3, payouts = payouts + $4
     WHERE race_id = $1 AND runner = $2`,
    [raceId, change.runner, change.sign * change.stake, payoutsOf(change)],
  );
  const amount = needed - liability;
  if (amount === 0n) return [];
  return [
    {
      kind: "liability_moved",
      currency: "chips",
      raceId,
      postings: [
        { account: houseAccount("chips"), amount: -amount },
        { account: liabilityAccount(raceId), amount },
      ],
    },
  ];
}

function payoutsOf({ stake, price, sign }: FixedChange): bigint {
  return sign * fixedPayout(stake, price);
}

function newRow(rows: readonly { runner: number }[], runner: number) {
  if (rows.some((row) => row.runner === runner)) return [];
  return [{ runner, stakes: 0n, payouts: 0n }];
}
