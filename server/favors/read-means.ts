import type { EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import { availableAccount, lockedAccount } from "#server/ledger/account-names.ts";

/** What decides how much a player may lend; see `lendable`. */
export interface Means {
  winnings: Amount;
  lentOut: Amount;
}

/**
 * What races have moved this player's total by, and what of it is lent out, both from the ledger and
 * the favors as they stand. Under the lock of the player's wallet both stay as they are until the
 * commit. Repayments make up for the amount first, for the fee last.
 */
export async function readMeans(manager: EntityManager, playerId: string): Promise<Means> {
  const rows: { winnings: string; lent_out: string }[] = await manager.query(means, [
    [availableAccount(playerId), lockedAccount(playerId)],
    raceKinds,
    playerId,
  ]);
  const { winnings, lent_out } = rows[0] as { winnings: string; lent_out: string };
  return { winnings: BigInt(winnings), lentOut: BigInt(lent_out) };
}

/** Stakes, payouts, fees of cancelled bets and powers: everything that a race does to a wallet. */
const raceKinds = [
  "bet_placed",
  "bet_cancelled",
  "race_settled",
  "race_refunded",
  "bet_scratched",
  "power_held",
  "power_captured",
  "power_released",
];

const means = `
select
  (select coalesce(sum(amount), 0)::bigint from postings
    where account = any($1) and currency = 'chips' and kind = any($2)) as winnings,
  (select coalesce(sum(greatest(amount - repaid, 0)), 0)::bigint from favors
    where lender_id = $3 and status = 'open') as lent_out`;
