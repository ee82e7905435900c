import type { MigrationInterface, QueryRunner } from "typeorm";

/** Viewers of a real LIVE, the handles that players link, and the coins of both (LEDGER-2, LIVE INPUT-4). */
export class HandlesAndCoins1700000000006 implements MigrationInterface {
  readonly name = "HandlesAndCoins1700000000006";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(wall);
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table identities, link_challenges, live_viewers");
    await runner.query(wallBefore);
  }
}

/** Coins leave the mint as earnings alone, wait on handles, and never meet a race. */
const wall = `
alter table accounts
  drop constraint accounts_kind_known,
  drop constraint accounts_balance_kept,
  add constraint accounts_kind_known check (
    kind in ('available', 'locked', 'pool', 'liability', 'house', 'mint', 'handle')
  ),
  add constraint accounts_balance_kept check (
    case when kind in ('house', 'liability', 'handle')
      then balance is not null and balance >= 0
      else balance is null
    end
  ),
  add constraint accounts_handles_take_coins check (kind <> 'handle' or currency = 'coins'),
  add constraint accounts_handles_are_real
    check (kind <> 'handle' or name like 'handle:tiktok:_%');

alter table transfers
  drop constraint transfers_kind_known,
  drop constraint transfers_races_take_chips,
  add constraint transfers_kind_known check (
    kind in ('join_grant', 'daily_floor', 'house_bankroll', 'bet_placed', 'bet_cancelled',
      'race_settled', 'race_refunded', 'reversal', 'gift_coins', 'watch_coins', 'handle_linked',
      'handle_unlinked')
  ),
  add constraint transfers_races_take_chips check (
    currency = 'chips' or (race_id is null and bet_id is null and kind in
      ('gift_coins', 'watch_coins', 'handle_linked', 'handle_unlinked', 'reversal'))
  ),
  add constraint transfers_handles_move_coins check (
    currency = 'coins'
    or kind not in ('gift_coins', 'watch_coins', 'handle_linked', 'handle_unlinked')
  );

alter table postings
  drop constraint postings_mint_grants_only,
  add constraint postings_mint_grants_only check (
    not (account like 'mint:%' and amount < 0)
    or (currency = 'chips'
      and kind in ('join_grant', 'daily_floor', 'house_bankroll', 'reversal'))
    or (currency = 'coins' and kind in ('gift_coins', 'watch_coins', 'reversal'))
  );
`;

const tables = `
-- Updated by every gift: room on the page keeps the new version beside the old one.
create table live_viewers (
  source text not null constraint live_viewers_source_real check (source in ('tiktok')),
  viewer_id text not null,
  handle text not null,
  handle_key text not null,
  name text not null,
  diamonds_total bigint not null default 0,
  gift_coins_granted bigint not null default 0,
  watched_minutes integer not null default 0,
  watch_coins_granted bigint not null default 0,
  last_seen_minute integer,
  last_session integer,
  constraint live_viewers_pkey primary key (source, viewer_id),
  constraint live_viewers_coins_earned check (
    gift_coins_granted >= 0 and gift_coins_granted <= 2 * diamonds_total / 100
    and watch_coins_granted >= 0 and watch_coins_granted <= watched_minutes / 30
  )
) with (fillfactor = 60);
create index live_viewers_handle_idx on live_viewers (source, handle_key);

create table identities (
  id bigserial constraint identities_pkey primary key,
  source text not null,
  viewer_id text not null,
  player_id uuid not null constraint identities_player_fkey references players,
  handle text not null,
  linked_at_ms bigint not null,
  linked_by text not null,
  coins_moved bigint not null,
  unlinked_at_ms bigint,
  unlinked_by text,
  coins_returned bigint not null default 0,
  constraint identities_viewer_fkey foreign key (source, viewer_id)
    references live_viewers (source, viewer_id),
  constraint identities_linked_by_known check (linked_by in ('comment', 'host')),
  constraint identities_unlinked_by_known
    check (unlinked_by in ('comment', 'player', 'other_player')),
  constraint identities_unlinked_whole check ((unlinked_at_ms is null) = (unlinked_by is null)),
  constraint identities_coins_return
    check (coins_returned >= 0 and coins_returned <= coins_moved)
);
create unique index identities_one_link on identities (source, viewer_id)
  where unlinked_at_ms is null;
create index identities_player_idx on identities (player_id);

create table link_challenges (
  id bigserial constraint link_challenges_pkey primary key,
  player_id uuid not null constraint link_challenges_player_fkey references players,
  source text not null,
  handle text not null,
  handle_key text not null,
  code text not null,
  created_at_ms bigint not null,
  expires_at_ms bigint not null,
  wrong_tries integer not null default 0,
  ended_by text,
  constraint link_challenges_ended_by_known
    check (ended_by in ('use', 'wrong_tries', 'newer_code')),
  constraint link_challenges_tries_counted check (wrong_tries between 0 and 5)
);
create unique index link_challenges_one_open on link_challenges (player_id)
  where ended_by is null;
create index link_challenges_player_idx on link_challenges (player_id, created_at_ms);
create index link_challenges_handle_idx on link_challenges (source, handle_key)
  where ended_by is null;
`;

const wallBefore = `
alter table postings
  drop constraint postings_mint_grants_only,
  add constraint postings_mint_grants_only check (
    not (account like 'mint:%' and amount < 0)
    or (currency = 'chips'
      and kind in ('join_grant', 'daily_floor', 'house_bankroll', 'reversal'))
  );

alter table transfers
  drop constraint transfers_handles_move_coins,
  drop constraint transfers_kind_known,
  drop constraint transfers_races_take_chips,
  add constraint transfers_kind_known check (
    kind in ('join_grant', 'daily_floor', 'house_bankroll', 'bet_placed', 'bet_cancelled',
      'race_settled', 'race_refunded', 'reversal')
  ),
  add constraint transfers_races_take_chips check (
    currency = 'chips' or (kind = 'reversal' and race_id is null and bet_id is null)
  );

alter table accounts
  drop constraint accounts_handles_take_coins,
  drop constraint accounts_handles_are_real,
  drop constraint accounts_kind_known,
  drop constraint accounts_balance_kept,
  add constraint accounts_kind_known
    check (kind in ('available', 'locked', 'pool', 'liability', 'house', 'mint')),
  add constraint accounts_balance_kept check (
    case when kind in ('house', 'liability')
      then balance is not null and balance >= 0
      else balance is null
    end
  );
`;
