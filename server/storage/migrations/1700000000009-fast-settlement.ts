import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The money of a settlement and of a void, each as one set-based function (LEDGER-6). Their
 * caller holds the race's gate exclusively and has seen that the room is its own.
 */
export class FastSettlement1700000000009 implements MigrationInterface {
  readonly name = "FastSettlement1700000000009";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function settle_race, end_race_bets, refund_race, favor_sides, liability_sides,
        post_race_sides, lock_race_money;
      drop type race_side, race_line;
      alter table race_records alter column record type jsonb, alter column record set storage extended;
      alter table bets reset (fillfactor);
      create index bets_open on bets (race_id) where status = 'open';
    `);
  }
}

/**
 * A bet ends in an update: with room for it on the page, and no index that knows its status, none of
 * the others is written to. A record is kept as it is sent: to take it apart and to press it costs
 * more than all its bets.
 */
const tuning = `
drop index bets_open;
alter table bets set (fillfactor = 50);
alter table race_records alter column record type json, alter column record set storage external;
`;

/**
 * A side is one posting of the transfer with this number; a line what one player has in the pool that
 * the transfer settles: stakes, payouts, and the half of each win that debts may take.
 */
const types = `
create type race_side as (
  transfer integer, kind text, bet_id bigint, player_id uuid, account text, amount bigint
);
create type race_line as (
  transfer integer, kind text, market text, player_id uuid, stakes bigint, payouts bigint, quota bigint
)`;

/** Wallets ascending, then the house and the race's liability (LEDGER-5). */
const lockRaceMoney = `
create function lock_race_money(for_race integer, players uuid[]) returns void
language plpgsql as $$
declare
  locked bigint;
begin
  select count(*) into locked from (
    select from wallets where currency = 'chips' and player_id = any(players) order by player_id
    for no key update
  ) wallet;
  if locked <> (select count(distinct player) from unnest(players) player) then
    raise exception 'a player of race % has no wallet', for_race;
  end if;
  perform from (
    select from accounts where currency = 'chips'
      and name in ('house:chips', 'liability:' || for_race) order by name for no key update
  ) account;
end $$`;

/**
 * Writes the transfers of a race in their order, moves the wallets and the kept balances, and
 * answers the wallets it moved, each one version on. A line is posted as its stakes out of what is
 * locked and its payouts into what is available. Pools are opened as they are first named.
 */
const postRaceSides = `
create function post_race_sides(for_race integer, sides race_side[], lines race_line[] default '{}')
returns jsonb language plpgsql as $$
declare
  moved_wallets jsonb;
begin
  insert into accounts (name, currency, kind)
    select distinct account, 'chips', 'pool' from unnest(sides)
    where account like 'pool:%' order by 1 on conflict do nothing;
  with line as materialized (
    select * from unnest(lines)
  ), side as materialized (
    select * from unnest(sides) with ordinality
      as side (transfer, kind, bet_id, player_id, account, amount, place)
  ), head as materialized (
    select nextval(pg_get_serial_sequence('transfers', 'id')) as id, transfer, kind, bet_id, player_id
    from (
      select distinct on (transfer) transfer, kind, bet_id, player_id from (
        select transfer, kind, bet_id, player_id from side
        union all select distinct transfer, kind, null::bigint, null::uuid from line
      ) thing order by transfer
    ) first_sides
  ), transfer_rows as (
    insert into transfers (id, kind, currency, race_id, bet_id, player_id)
    select id, kind, 'chips', for_race, bet_id, player_id from head order by transfer
  ), posting_rows as (
    insert into postings (transfer_id, currency, kind, account, amount)
    select id, 'chips', head.kind, account, amount from (
      select transfer, 1 as part, player_id, 0 as place, 'locked:' || player_id as account,
        -stakes as amount from line
      union all
      select transfer, 3, player_id, 0, 'available:' || player_id, payouts from line where payouts > 0
      union all
      select transfer, case when account like 'pool:%' then 2 else 4 end, null, place, account, amount
      from side
    ) posting join head using (transfer)
    order by transfer, part, posting.player_id, place
  ), wallet_moves as materialized (
    select player_id, sum(total)::bigint as total, sum(locked)::bigint as locked from (
      select player_id, payouts - stakes as total, -stakes as locked from line
      union all
      select split_part(account, ':', 2)::uuid, amount,
        case when account like 'locked:%' then amount else 0 end
      from side where account like 'locked:%' or account like 'available:%'
    ) move group by player_id
  ), wallet_rows as (
    update wallets set balance_total = balance_total + total,
      balance_locked = balance_locked + locked, version = version + 1
    from wallet_moves move
    where wallets.player_id = move.player_id and wallets.currency = 'chips'
    returning wallets.*
  ), account_rows as (
    update accounts set balance = balance + moved.amount
    from (
      select account, sum(amount)::bigint as amount from side
      where account like 'house:%' or account like 'liability:%' group by account
    ) moved
    where accounts.name = moved.account and accounts.currency = 'chips'
  )
  select jsonb_agg(jsonb_build_object(
    'playerId', player_id, 'version', version, 'balanceTotal', balance_total::text,
    'balanceLocked', balance_locked::text
  ) order by player_id) into moved_wallets from wallet_rows;
  return coalesce(moved_wallets, '[]');
end $$`;

/** What was held for the race's fixed odds goes back to the house, before anything else is paid. */
const liabilitySides = `
create function liability_sides(for_race integer) returns race_side[]
language sql as $$
  delete from fixed_exposures where race_id = for_race;
  select coalesce(array_agg((0, 'liability_moved', null, null, account, amount)::race_side
    order by amount), '{}')
  from accounts held cross join lateral (
    values (held.name, -held.balance), ('house:chips', held.balance)
  ) side (account, amount)
  where held.name = 'liability:' || for_race and held.currency = 'chips' and held.balance > 0
$$`;

/**
 * LEDGER-9: the quotas of the borrowers repay their debts, oldest first, wherever they were made; an
 * official race counts those of its own lobby down that were owed at its off, and one that falls due
 * unpaid is a default, once. Answers the transfers, which are numbered from \`first_transfer\`.
 */
const favorSides = `
create function favor_sides(
  for_race integer, debts bigint[], lines race_line[], at_ms bigint, loyalty_gain integer,
  loyalty_loss integer, first_transfer integer
) returns race_side[] language plpgsql as $$
declare
  sides race_side[];
begin
  with quota as (
    select player_id, sum(quota) as chips from unnest(lines) group by player_id
  ), debt as (
    select favors.id, lender_id, borrower_id, accepted_at, races_left, races_past, defaulted_at,
      (favors.room_id = races.room_id and accepted_at < off_at)::integer as counted,
      amount + fee - repaid as owed,
      sum(amount + fee - repaid) over (partition by borrower_id order by accepted_at, favors.id)
        - (amount + fee - repaid) as before,
      coalesce(chips, 0) as chips
    from favors join races on races.id = for_race
      left join quota on quota.player_id = borrower_id
    where favors.id = any(debts)
  ), outcome as materialized (
    select *, least(owed, greatest(0, chips - before))::bigint as paid,
      owed <= chips - before as is_repaid,
      owed <= chips - before and races_past + counted > 0 as is_kept,
      owed > chips - before and counted = 1 and races_left <= 1 and defaulted_at is null
        as is_default
    from debt
  ), favor_rows as (
    update favors set repaid = repaid + outcome.paid,
      races_left = greatest(favors.races_left - counted, 0),
      races_past = favors.races_past + counted,
      status = case when is_repaid then 'repaid' else 'open' end,
      ended_at = case when is_repaid then at_ms end,
      defaulted_at = case when is_default then at_ms else favors.defaulted_at end
    from outcome where outcome.id = favors.id
  ), loyalty_rows as (
    update players set loyalty = least(200, greatest(0, loyalty + change))
    from (
      select player_id, sum(change) as change from outcome cross join lateral (
        values (lender_id, case when is_kept then loyalty_gain else 0 end),
          (borrower_id, case when is_kept then loyalty_gain when is_default then -loyalty_loss
            else 0 end)
      ) part (player_id, change)
      group by player_id having sum(change) <> 0
    ) changed
    where players.id = changed.player_id
  ), payment as (
    select first_transfer + row_number() over (order by accepted_at, id)::integer - 1 as transfer, *
    from outcome where paid > 0
  )
  select array_agg((transfer, 'favor_repaid', null, borrower_id, account, amount)::race_side
    order by transfer, amount) into sides
  from payment cross join lateral (
    values ('available:' || borrower_id, -paid), ('available:' || lender_id, paid)
  ) side (account, amount);
  return coalesce(sides, '{}');
end $$`;

/**
 * Ends every open bet as it was declared and adds up what each player has in each pool. No nested
 * loops: the statistics of a race that was filled a minute ago promise a single row.
 */
const endRaceBets = `
create function end_race_bets(for_race integer, declared jsonb) returns race_line[]
language sql set enable_nestloop = off as $$
  with pool as (
    select market, outcome, "isFixed" as is_fixed, winners, place,
      case outcome when 'paid' then 'race_settled' else 'race_refunded' end as kind
    from rows from (jsonb_to_recordset(declared)
      as (market text, outcome text, "isFixed" boolean, winners jsonb)) with ordinality
      as pool (market, outcome, "isFixed", winners, place)
  ), winner as (
    select market, selection, numerator, denominator
    from pool, jsonb_to_recordset(winners)
      as winner (selection integer[], numerator numeric, denominator numeric)
  ), ending as materialized (
    select market, selection, outcome, is_fixed, place, kind, numerator, denominator
    from (select distinct market, selection from bets where race_id = for_race and status = 'open') backed
      left join pool using (market) left join winner using (market, selection)
  ), ended as (
    update bets set
      status = case when outcome = 'refunded' then 'refunded' when denominator is null then 'lost'
        else 'won' end,
      payout = case when outcome = 'refunded' then stake when denominator is null then 0
        else div(stake * numerator * coalesce(price, 1), denominator) end
    from ending
    where bets.race_id = for_race and bets.status = 'open'
      and bets.market = ending.market and bets.selection = ending.selection
      and is_fixed is distinct from (price is null)
    returning place, kind, bets.market, player_id, stake, payout
  )
  select array_agg((place, kind, market, player_id, stakes, payouts, quota)::race_line) from (
    select place, kind, market, player_id, sum(stake)::bigint as stakes,
      sum(payout)::bigint as payouts, sum(greatest(payout - stake, 0) / 2)::bigint as quota
    from ended group by place, kind, market, player_id
  ) line
$$`;

/**
 * Pays an official race out. \`declared\`: for each market \`{ market, outcome, staked, isFixed,
 * winners: [{ selection, numerator, denominator }] }\`; a winning bet is paid its stake × numerator ÷
 * denominator, at fixed odds × its own price, rounded down. Throws when what is staked is not what
 * the dividends were declared from. Answers \`{ wallets, paid: { market: chips }, favorPlayerIds }\`.
 */
const settleRace = `
create function settle_race(
  for_race integer, declared jsonb, at_ms bigint, loyalty_gain integer, loyalty_loss integer
) returns jsonb language plpgsql set jit = off as $$
declare
  own_room uuid;
  debts bigint[];
  players uuid[];
  parties uuid[];
  lines race_line[];
  sides race_side[];
  fault text;
begin
  select room_id into own_room from races where id = for_race and status = 'settling';
  if not found then raise exception 'race % is not to be settled', for_race; end if;
  select format('cast %s', seq) into fault from race_inputs
    where race_id = for_race and status = 'held' limit 1;
  if found then raise exception '% of race % is still held', fault, for_race; end if;

  select array_agg(id), array_agg(lender_id) || array_agg(borrower_id) into debts, parties from (
    select id, lender_id, borrower_id from favors
    where status = 'open' and (room_id = own_room or exists (
      select from bets where race_id = for_race and player_id = borrower_id and bets.status = 'open'))
    order by id for no key update
  ) favor;
  select array_agg(player_id) into players from (
    select player_id from bets where race_id = for_race and status = 'open'
    union select unnest(parties)
  ) party;
  perform lock_race_money(for_race, coalesce(players, '{}'));

  lines := end_race_bets(for_race, declared);
  select format('%s: %s staked, declared from %s', market, coalesce(ended, 0), staked) into fault
  from (select market, sum(stakes) as ended from unnest(lines) group by market) book
    full join jsonb_to_recordset(declared) as pool (market text, staked bigint) using (market)
  where coalesce(ended, 0) is distinct from staked;
  if found then raise exception 'race %, %', for_race, fault; end if;

  select liability_sides(for_race) || coalesce(array_agg(
      (transfer, kind, null, null, account, amount)::race_side order by transfer, part
    ) filter (where amount <> 0), '{}') into sides
  from (
    select transfer, kind, market, sum(stakes)::bigint as staked, sum(payouts)::bigint as paid
    from unnest(lines) group by transfer, kind, market
  ) total join jsonb_to_recordset(declared) as pool (market text, "isFixed" boolean) using (market)
  cross join lateral (
    values (1, 'pool:' || for_race || ':' || market, case when "isFixed" then 0 else staked end),
      (2, 'pool:' || for_race || ':' || market, case when "isFixed" then 0 else -staked end),
      (3, 'house:chips', staked - paid)
  ) side (part, account, amount);
  sides := sides || favor_sides(for_race, coalesce(debts, '{}'), lines, at_ms, loyalty_gain,
    loyalty_loss, jsonb_array_length(declared) + 1);
  return jsonb_build_object(
    'wallets', post_race_sides(for_race, sides, coalesce(lines, '{}')),
    'paid', (select coalesce(jsonb_object_agg(market, paid::text), '{}') from (
      select market, sum(payouts) as paid from unnest(lines) group by market) total),
    'favorPlayerIds', (select coalesce(jsonb_agg(distinct party), '[]') from unnest(parties) party));
end $$`;

/**
 * Gives a void race's money back: open stakes, fees of cancelled bets, powers held and captured,
 * what is held for fixed odds. One transfer for each thing that goes back. Answers the wallets.
 */
const refundRace = `
create function refund_race(for_race integer) returns jsonb
language plpgsql as $$
declare
  players uuid[];
  sides race_side[];
begin
  perform from races where id = for_race and finished_at is null;
  if not found then raise exception 'race % has ended already', for_race; end if;
  select array_agg(distinct player_id) into players from (
    select player_id from bets where race_id = for_race and (status = 'open' or fee > 0)
    union all
    select player_id from race_inputs where race_id = for_race and status in ('held', 'captured')
  ) party;
  perform lock_race_money(for_race, coalesce(players, '{}'));

  select liability_sides(for_race) || coalesce(array_agg(
      (transfer, kind, bet_id, player_id, account, amount)::race_side order by transfer, amount
    ), '{}') into sides
  from (
    select row_number() over (order by part, thing)::integer as transfer, *
    from (
      select 1 as part, id as thing, 'race_refunded' as kind, id as bet_id, player_id,
        'locked:' || player_id as source, stake as chips
      from bets where race_id = for_race and status = 'open'
      union all
      select 2, id, 'race_refunded', id, player_id, 'house:chips', fee
      from bets where race_id = for_race and fee > 0
      union all
      select 3, seq, 'power_released', null, player_id,
        case status when 'held' then 'locked:' || player_id else 'house:chips' end, cost
      from race_inputs where race_id = for_race and status in ('held', 'captured')
    ) thing
  ) back cross join lateral (
    values (source, -chips), ('available:' || player_id, chips)
  ) side (account, amount);

  update bets set status = case status when 'open' then 'refunded' else status end,
    payout = case status when 'open' then stake else payout + fee end, fee = 0
  where race_id = for_race and (status = 'open' or fee > 0);
  update race_inputs set status = 'refunded' where race_id = for_race and status in ('held', 'captured');
  return post_race_sides(for_race, sides);
end $$`;

const statements = [
  tuning,
  types,
  lockRaceMoney,
  postRaceSides,
  liabilitySides,
  favorSides,
  endRaceBets,
  settleRace,
  refundRace,
];
