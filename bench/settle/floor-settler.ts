import { Client } from "pg";
import type { DataSource } from "typeorm";

/**
 * One bet lost in a transaction of its own: its gate, wallet and house locked, the bet ended, one
 * transfer with two postings, the balances moved. Cheaper than any winner, who has more postings.
 */
const makeFloorFunction = `
create or replace function lose_floor_bet(for_bet bigint) returns void language plpgsql as $$
declare
  bet bets;
  transfer bigint;
begin
  select * into strict bet from bets where id = for_bet;
  perform pg_advisory_xact_lock(1, bet.race_id);
  perform from wallets where player_id = bet.player_id and currency = 'chips' for no key update;
  perform from accounts where name = 'house:chips' and currency = 'chips' for no key update;
  update bets set status = 'lost' where id = for_bet and status = 'open';
  if not found then raise exception 'bet % has ended before', for_bet; end if;
  insert into transfers (kind, currency, race_id) values ('race_settled', 'chips', bet.race_id)
    returning id into transfer;
  insert into postings (transfer_id, currency, kind, account, amount) values
    (transfer, 'chips', 'race_settled', 'locked:' || bet.player_id, -bet.stake),
    (transfer, 'chips', 'race_settled', 'house:chips', bet.stake);
  update wallets set balance_total = balance_total - bet.stake,
    balance_locked = balance_locked - bet.stake, version = version + 1
    where player_id = bet.player_id and currency = 'chips';
  update accounts set balance = balance + bet.stake
    where name = 'house:chips' and currency = 'chips';
end $$`;

/** Ends every open bet of a race one by one, a prepared transaction each; answers milliseconds. */
export async function settleOneByOne(
  dataSource: DataSource,
  { url, raceId }: { url: string; raceId: number },
): Promise<number> {
  await dataSource.query(makeFloorFunction);
  const rows: { id: string }[] = await dataSource.query(
    "select id from bets where race_id = $1 and status = 'open' order by id",
    [raceId],
  );
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const startedAt = performance.now();
    for (const { id } of rows) {
      await client.query({ name: "lose", text: "select lose_floor_bet($1)", values: [id] });
    }
    return performance.now() - startedAt;
  } finally {
    await client.end();
  }
}
