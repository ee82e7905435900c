import type { EntityManager } from "typeorm";
import type { RouteReply } from "#common/framework/route-contract.ts";
import type { walletRoutes } from "#common/wallet/wallet-api.ts";
import type { Currency, TransferKind } from "#common/wallet/wallet-schemas.ts";
import { availableAccount, lockedAccount } from "./account-names.ts";

/** Race ids → their numbers within their lobbies: the ledger itself knows only ids. */
export type RaceNumbers = (raceIds: readonly number[]) => Promise<ReadonlyMap<number, number>>;

export type StatementPage = RouteReply<(typeof walletRoutes)["readStatement"]>;

/**
 * A page of a player's movements in one currency, newest first: one entry a transfer, with the total
 * after it. An entry's id is its transfer's; `before` is the `next` of the page before, so pages stay
 * put while new movements arrive. `limit` is entries, 1 to 100.
 */
export async function readStatement(
  manager: EntityManager,
  options: {
    playerId: string;
    currency: Currency;
    limit: number;
    before?: bigint;
    raceNumbers: RaceNumbers;
  },
): Promise<StatementPage> {
  const { playerId, currency, limit, before } = options;
  const rows: MovementRow[] = await manager.query(movements, [
    availableAccount(playerId),
    lockedAccount(playerId),
    currency,
    before?.toString() ?? null,
    limit + 1,
  ]);
  const shown = rows.slice(0, limit);
  const numbers = await options.raceNumbers(shown.flatMap(({ race_id }) => race_id ?? []));
  const entries = shown.map((row) => ({
    id: row.id,
    kind: row.kind,
    amount: BigInt(row.amount),
    lockedAmount: BigInt(row.locked_amount),
    totalAfter: BigInt(row.total_after),
    raceId: row.race_id,
    raceNumber: row.race_id === null ? null : (numbers.get(row.race_id) ?? null),
    betId: row.bet_id,
    at: row.at.getTime(),
  }));
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

interface MovementRow {
  id: string;
  kind: TransferKind;
  amount: string;
  locked_amount: string;
  total_after: string;
  race_id: number | null;
  bet_id: string | null;
  at: Date;
}

/** A wallet's transfers get their ids under its lock, so the order of ids is the order of commits. */
const movements = `
with movement as (
  select transfer_id as id, sum(amount) as amount,
    coalesce(sum(amount) filter (where account = $2), 0) as locked_amount
  from postings
  where account in ($1, $2) and currency = $3 and ($4::bigint is null or transfer_id < $4::bigint)
  group by transfer_id
), numbered as (
  select *, sum(amount) over (order by id) as total_after from movement
)
select numbered.id, kind, amount, locked_amount, total_after, race_id, bet_id, at
from numbered join transfers using (id)
order by id desc limit $5`;
