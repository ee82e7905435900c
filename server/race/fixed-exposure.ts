import type { EntityManager } from "typeorm";
import { fixedPayout } from "#common/tote/fixed-payout.ts";
import { worstCase } from "#common/tote/worst-case.ts";
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

/**
 * Whether a race has stopped taking bets at its fixed odds: the prices were made for another field
 * than the one that a scratch leaves, and would lose to whoever backs all of it (TOTE-8).
 */
export function areFixedOddsOff({
  marketRules,
  scratched,
}: {
  marketRules: RaceTerms;
  scratched: readonly number[];
}): boolean {
  return marketRules.fixedPrices !== undefined && scratched.length > 0;
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
 * What has to be held so that the worst winner can be paid (TOTE-8). Undefined where that is more
 * than `max`, or than the house has earned: then the change must not be made. A change that needs no
 * more than before is always covered.
 */
export async function coverChange(
  manager: EntityManager,
  { cover, change, max }: { cover: HouseCover; change: FixedChange; max: bigint | undefined },
): Promise<bigint | undefined> {
  const rows = await manager.findBy(FixedExposureEntity, { raceId: cover.raceId });
  const others = rows.filter(({ runner }) => runner !== change.runner);
  const own = rows.find(({ runner }) => runner === change.runner) ?? { stakes: 0n, payouts: 0n };
  const moved = {
    stakes: own.stakes + change.sign * change.stake,
    payouts: own.payouts + payoutsOf(change),
  };
  const needed = worstCase([...others, moved]);
  if (needed <= cover.liability) return needed;
  if (max !== undefined && needed > max) return undefined;
  const free = cover.houseBalance - (await unearnedIncome(manager));
  return needed - cover.liability > free ? undefined : needed;
}

/** What the house would have to give back if every race under way were void; it is locked already. */
async function unearnedIncome(manager: EntityManager): Promise<bigint> {
  const rows: { chips: string }[] = await manager.query(
    `SELECT coalesce(sum(chips), 0)::bigint AS chips FROM (
       SELECT race_id, fee AS chips FROM bets WHERE fee > 0
       UNION ALL SELECT race_id, cost FROM race_inputs WHERE status = 'captured'
     ) AS income JOIN races ON races.id = race_id AND finished_at IS NULL`,
  );
  return BigInt(rows[0]?.chips ?? "0");
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

function payoutsOf({ sign, ...bet }: FixedChange): bigint {
  return sign * fixedPayout(bet);
}
