import type { MigrationInterface, QueryRunner } from "typeorm";

/** Players, wallets, the append-only ledger (LEDGER-1 to LEDGER-3), idempotency keys, top-ups. */
export class LedgerAndPlayers1700000000001 implements MigrationInterface {
  readonly name = "LedgerAndPlayers1700000000001";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table top_ups, idempotency_keys, postings, transfers, accounts, wallets, players;
      drop function refuse_change, refuse_unbalanced_postings, refuse_empty_transfer;
    `);
  }
}

const tables = `
create table players (
  id uuid constraint players_pkey primary key default gen_random_uuid(),
  name text not null,
  join_key_hash text not null constraint players_join_key_hash_key unique,
  resume_secret_hash text not null constraint players_resume_secret_hash_key unique,
  lobby_code text not null,
  created_at timestamptz not null default now()
);

-- Updated by every bet: room on the page keeps the new version beside the old one.
create table wallets (
  player_id uuid not null constraint wallets_player_fkey references players,
  currency text not null constraint wallets_currency_known check (currency in ('chips', 'coins')),
  balance_total bigint not null default 0,
  balance_locked bigint not null default 0,
  version integer not null default 0,
  constraint wallets_pkey primary key (player_id, currency),
  constraint wallets_locked_within_total
    check (balance_locked >= 0 and balance_locked <= balance_total)
) with (fillfactor = 60);

create table accounts (
  name text not null,
  currency text not null,
  kind text not null,
  player_id uuid,
  balance bigint,
  constraint accounts_pkey primary key (name, currency),
  constraint accounts_wallet_fkey foreign key (player_id, currency)
    references wallets (player_id, currency),
  constraint accounts_currency_known check (currency in ('chips', 'coins')),
  constraint accounts_kind_known
    check (kind in ('available', 'locked', 'pool', 'liability', 'house', 'mint')),
  constraint accounts_name_says_kind check (name like kind || ':_%'),
  constraint accounts_name_says_player check (
    case when kind in ('available', 'locked')
      then player_id is not null and name = kind || ':' || player_id::text
      else player_id is null
    end
  ),
  constraint accounts_name_says_currency
    check (kind not in ('house', 'mint') or name = kind || ':' || currency),
  constraint accounts_races_take_chips
    check (kind not in ('pool', 'liability') or currency = 'chips'),
  constraint accounts_balance_kept check (
    case when kind in ('house', 'liability')
      then balance is not null and balance >= 0
      else balance is null
    end
  )
) with (fillfactor = 80);

create table transfers (
  id bigserial constraint transfers_pkey primary key,
  kind text not null,
  currency text not null,
  race_id integer,
  bet_id bigint,
  player_id uuid constraint transfers_player_fkey references players,
  at timestamptz not null default now(),
  constraint transfers_wall_key unique (id, currency, kind),
  constraint transfers_currency_known check (currency in ('chips', 'coins')),
  constraint transfers_kind_known check (
    kind in ('join_grant', 'daily_floor', 'house_bankroll', 'bet_placed', 'bet_cancelled',
      'race_settled', 'race_refunded', 'reversal')
  ),
  constraint transfers_races_take_chips check (
    currency = 'chips' or (kind = 'reversal' and race_id is null and bet_id is null)
  )
);
create index transfers_race_idx on transfers (race_id) where race_id is not null;
create index transfers_bet_idx on transfers (bet_id) where bet_id is not null;

create table postings (
  id bigserial constraint postings_pkey primary key,
  transfer_id bigint not null,
  currency text not null,
  kind text not null,
  account text not null,
  amount bigint not null constraint postings_amount_moves check (amount <> 0),
  constraint postings_transfer_fkey foreign key (transfer_id, currency, kind)
    references transfers (id, currency, kind),
  constraint postings_account_fkey foreign key (account, currency)
    references accounts (name, currency),
  constraint postings_mint_grants_only check (
    not (account like 'mint:%' and amount < 0)
    or (currency = 'chips'
      and kind in ('join_grant', 'daily_floor', 'house_bankroll', 'reversal'))
  )
);
create index postings_transfer_idx on postings (transfer_id);
create index postings_account_idx on postings (account, currency, transfer_id);

create table idempotency_keys (
  player_id uuid not null constraint idempotency_keys_player_fkey references players,
  operation text not null,
  key text not null,
  fingerprint text not null,
  reply text,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (player_id, operation, key),
  constraint idempotency_keys_key_bounded check (length(key) between 1 and 255)
) with (fillfactor = 80);
create index idempotency_keys_expiry_idx on idempotency_keys (created_at)
  where reply is not null;

create table top_ups (
  player_id uuid not null,
  currency text not null,
  day date not null,
  amount bigint not null constraint top_ups_amount_positive check (amount > 0),
  transfer_id bigint not null constraint top_ups_transfer_fkey references transfers,
  constraint top_ups_pkey primary key (player_id, currency, day),
  constraint top_ups_wallet_fkey foreign key (player_id, currency)
    references wallets (player_id, currency)
);
`;

/**
 * What no constraint can say. Postings sum to 0 for each transfer and statement, so they always do;
 * one look per statement, where a deferred look per posting would double the price of a settlement.
 */
const guards = `
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: the ledger is append-only', tg_op, tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;
create trigger transfers_append_only before update or delete or truncate on transfers
  for each statement execute function refuse_change();
create trigger postings_append_only before update or delete or truncate on postings
  for each statement execute function refuse_change();

create function refuse_unbalanced_postings() returns trigger language plpgsql as $$
declare
  unbalanced bigint;
begin
  select transfer_id into unbalanced from added
    group by transfer_id having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'the postings of transfer % do not sum to 0', unbalanced
      using errcode = 'check_violation', constraint = 'postings_balanced';
  end if;
  return null;
end $$;
create trigger postings_balanced after insert on postings
  referencing new table as added
  for each statement execute function refuse_unbalanced_postings();

create function refuse_empty_transfer() returns trigger language plpgsql as $$
begin
  if not exists (select from postings where transfer_id = new.id) then
    raise exception 'transfer % has no postings', new.id
      using errcode = 'check_violation', constraint = 'transfers_not_empty';
  end if;
  return null;
end $$;
create constraint trigger transfers_not_empty after insert on transfers
  deferrable initially deferred for each row execute function refuse_empty_transfer();
`;
