import { Client } from "pg";
import type { DataSource } from "typeorm";

/** One bet to be ended. */
export interface FloorBet {
  id: string;
  status: "won" | "lost";
  /** Chips, decimal string. */
  payout: string;
}

/**
 * One bet in a transaction of its own, with the same postings as in ours: stake → pool, pool →
 * winner. Gate and wallet locked, the bet ended, a transfer, the balances moved.
 */
const makeFloorFunction = `
create or replace function settle_floor_bet(for_bet bigint, ending text, chips bigint) returns void
language plpgsql as $$
declare
  bet bets;
  transfer bigint;
  pool text;
begin
  select * into strict bet from bets where id = for_bet;
  pool := 'pool:' || bet.race_id || ':' || bet.market;
  perform pg_advisory_xact_lock(1, bet.race_id);
  perform from wallets where player_id = bet.player_id and currency = 'chips' for no key update;
  update bets set status = ending, payout = chips where id = for_bet and status = 'open';
  if not found then raise exception 'bet % has ended before', for_bet; end if;
  insert into transfers (kind, currency, race_id) values ('race_settled', 'chips', bet.race_id)
    returning id into transfer;
  insert into postings (transfer_id, currency, kind, account, amount)
    select transfer, 'chips', 'race_settled', account, amount from (values
      ('locked:' || bet.player_id, -bet.stake), (pool, bet.stake), (pool, -chips),
      ('available:' || bet.player_id, chips)
    ) side (account, amount) where amount <> 0;
  update wallets set balance_total = balance_total - bet.stake + chips,
    balance_locked = balance_locked - bet.stake, version = version + 1
    where player_id = bet.player_id and currency = 'chips';
end $$`;

/** Losers first, so that no pool is ever overdrawn; what is left of the pools is the house's. */
const makePools = `
insert into accounts (name, currency, kind)
select distinct 'pool:' || race_id || ':' || market, 'chips', 'pool' from bets where race_id = $1
on conflict do nothing`;

const emptyPools = `
with rest as (
  select account, sum(amount) as chips from postings
  where account like 'pool:' || $1::int || ':%' group by account having sum(amount) > 0
), head as (
  insert into transfers (kind, currency, race_id)
  select 'race_settled', 'chips', $1 where exists (select from rest) returning id
), sides as (
  insert into postings (transfer_id, currency, kind, account, amount)
  select id, 'chips', 'race_settled', account, -chips from head, rest
  union all select id, 'chips', 'race_settled', 'house:chips', sum(chips) from head, rest group by id
)
update accounts set balance = balance + (select coalesce(sum(chips), 0) from rest)
where name = 'house:chips' and currency = 'chips'`;

/** Ends bets one by one, a prepared transaction each; answers milliseconds. */
export async function settleOneByOne(
  dataSource: DataSource,
  { url, raceId, bets }: { url: string; raceId: number; bets: readonly FloorBet[] },
): Promise<number> {
  await dataSource.query(makeFloorFunction);
  await dataSource.query(makePools, [raceId]);
  const losersFirst = bets.toSorted(
    (a, b) => Number(a.status === "won") - Number(b.status === "won"),
  );
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const startedAt = performance.now();
    for (const { id, status, payout } of losersFirst) {
      const values = [id, status, payout];
      await client.query({ name: "settle", text: "select settle_floor_bet($1, $2, $3)", values });
    }
    await client.query(emptyPools, [raceId]);
    return performance.now() - startedAt;
  } finally {
    await client.end();
  }
}
