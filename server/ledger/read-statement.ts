import type { EntityManager } from "typeorm";
import type { RouteReply } from "#common/framework/route-contract.ts";
import type { StatementCast } from "#common/wallet/statement-schemas.ts";
import type { walletRoutes } from "#common/wallet/wallet-api.ts";
import type { Currency, TransferKind } from "#common/wallet/wallet-schemas.ts";
import { availableAccount, lockedAccount, poolAccount } from "./account-names.ts";
import { betsOf, castsOf, type Movement } from "./explain-movement.ts";
import type { RaceWords, ReadRaceWords } from "./race-words.ts";

export type StatementPage = RouteReply<(typeof walletRoutes)["readStatement"]>;

/**
 * A page of a player's movements in one currency, newest first: one entry a transfer, with the total
 * after it and the bets, the power or the other player that it is about. An entry's id is its
 * transfer's; `before` is the `next` of the page before, so pages stay put while new movements
 * arrive. `limit` is entries, 1 to 100; `raceId` leaves out all other races and grants. The number of
 * queries does not depend on the page.
 */
export async function readStatement(
  manager: EntityManager,
  options: {
    playerId: string;
    currency: Currency;
    limit: number;
    before?: bigint;
    raceId?: number;
    raceWords: ReadRaceWords;
  },
): Promise<StatementPage> {
  const { playerId, currency, limit, before, raceId } = options;
  const accounts = [availableAccount(playerId), lockedAccount(playerId)];
  const rows: MovementRow[] = await manager.query(movements, [
    ...accounts,
    currency,
    before?.toString() ?? null,
    limit + 1,
    raceId ?? null,
  ]);
  const shown = rows.slice(0, limit).map((row) => ({ row, movement: toMovement(row) }));
  const raceIds = [...new Set(shown.flatMap(({ row }) => row.race_id ?? []))];
  const races = await options.raceWords({ playerId, raceIds });
  const pools = await readMarkets(manager, { shown, races });
  const casts = await readCasts(manager, { accounts, races });
  const others = await readOthers(manager, { playerId, shown });
  const entries = shown.map(({ row, movement }) => {
    const words = races.get(row.race_id ?? 0);
    return {
      id: row.id,
      kind: row.kind,
      amount: movement.amount,
      lockedAmount: movement.lockedAmount,
      totalAfter: BigInt(row.total_after),
      raceId: row.race_id,
      raceNumber: words?.number ?? null,
      betId: row.bet_id,
      bets: betsOf(movement, { words, market: pools.get(row.id) }),
      cast: casts.get(row.id) ?? null,
      otherPlayer: others.get(row.id) ?? null,
      at: row.at.getTime(),
    };
  });
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

type Shown = readonly { row: MovementRow; movement: Movement }[];
type Races = ReadonlyMap<number, RaceWords>;

function toMovement(row: Omit<MovementRow, "total_after" | "at">): Movement {
  return {
    id: row.id,
    kind: row.kind,
    amount: BigInt(row.amount),
    lockedAmount: BigInt(row.locked_amount),
    raceId: row.race_id,
    betId: row.bet_id,
  };
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
where $6::integer is null or race_id = $6::integer
order by id desc limit $5`;

/** Transfer ids → the market whose pool they settled. */
async function readMarkets(
  manager: EntityManager,
  { shown, races }: { shown: Shown; races: Races },
): Promise<Map<string, string>> {
  const pools = [...races].flatMap(([raceId, { bets }]) =>
    [...new Set(bets.map(({ market }) => market))].map((market) => poolAccount(raceId, market)),
  );
  const rows: { transfer_id: string; market: string }[] = await manager.query(
    `select distinct transfer_id, split_part(account, ':', 3) as market from postings
    where currency = 'chips' and account = any($1) and transfer_id = any($2)`,
    [pools, shown.map(({ row }) => row.id)],
  );
  return new Map(rows.map(({ transfer_id, market }) => [transfer_id, market]));
}

/** Transfer ids → the powers they are about, in the player's races of this page. */
async function readCasts(
  manager: EntityManager,
  { accounts, races }: { accounts: readonly string[]; races: Races },
): Promise<Map<string, StatementCast>> {
  const raceIds = [...races].filter(([, { casts }]) => casts.length > 0).map(([id]) => id);
  const rows: (MovementRow & { race_id: number })[] = await manager.query(
    `select transfers.id, transfers.kind, race_id, bet_id, sum(amount) as amount,
      coalesce(sum(amount) filter (where account = $2), 0) as locked_amount
    from postings join transfers on transfers.id = transfer_id
    where account in ($1, $2) and postings.currency = 'chips'
      and postings.kind in ('power_held', 'power_captured', 'power_released')
      and race_id = any($3)
    group by transfers.id order by transfers.id`,
    [...accounts, raceIds],
  );
  const byRace = Map.groupBy(rows, ({ race_id }) => race_id);
  return new Map(
    [...byRace].flatMap(([raceId, powers]) => [
      ...castsOf(powers.map(toMovement), races.get(raceId) as RaceWords),
    ]),
  );
}

/** Transfer ids of favors → the name of the other player. */
async function readOthers(
  manager: EntityManager,
  { playerId, shown }: { playerId: string; shown: Shown },
): Promise<Map<string, string>> {
  const favors = shown.filter(({ row }) => row.kind.startsWith("favor_"));
  const rows: { transfer_id: string; name: string }[] = await manager.query(
    `select transfer_id, name
    from postings join players on players.id =
      case when account like 'available:%' then split_part(account, ':', 2)::uuid end
    where transfer_id = any($1) and players.id <> $2`,
    [favors.map(({ row }) => row.id), playerId],
  );
  return new Map(rows.map(({ transfer_id, name }) => [transfer_id, name]));
}
