import type { MigrationInterface, QueryRunner } from "typeorm";

/** Country battles with their points, results and statistics (BATTLE-4), and the hosts' audit log. */
export class Battles1700000000005 implements MigrationInterface {
  readonly name = "Battles1700000000005";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table battle_boosts, battle_allegiances, gifter_stats, country_stats, battle_results, battle_points,
        battles, host_actions;
      drop function refuse_rewriting;
    `);
  }
}

const tables = `
create table host_actions (
  id bigint generated always as identity constraint host_actions_pkey primary key,
  at_ms bigint not null,
  action text not null,
  target text not null,
  detail jsonb not null
);

create table battles (
  id integer generated always as identity constraint battles_pkey primary key,
  room_id uuid not null constraint battles_room references durable_rooms,
  stage text not null,
  number integer not null,
  epoch integer not null,
  status text not null constraint battles_status
    check (status in ('running', 'sudden_death', 'closing', 'finished', 'dropped')),
  title text not null,
  settings jsonb not null,
  started_at bigint not null,
  ends_at bigint not null,
  planned_ends jsonb not null,
  duration_ms integer not null,
  extended_ms integer not null default 0,
  ended_at bigint,
  left_at bigint,
  winner text,
  is_tie boolean not null default false,
  is_rehearsal boolean not null default false,
  gifts integer not null default 0,
  diamonds bigint not null default 0,
  constraint battles_ended_once
    check ((ended_at is not null) = (status in ('finished', 'dropped'))),
  constraint battles_tie_has_no_winner check (not (is_tie and winner is not null))
);
create unique index battles_room_number on battles (room_id, number);
-- One running battle per stage (BATTLE-1).
create unique index battles_one_running on battles (room_id)
  where status in ('running', 'sudden_death', 'closing');
create index battles_ended on battles (ended_at) where ended_at is not null;

create table battle_points (
  seq bigint generated always as identity constraint battle_points_pkey primary key,
  battle_id integer not null constraint battle_points_battle_fkey references battles,
  kind text not null constraint battle_points_kind
    check (kind in ('gift', 'undecided', 'claim', 'manual')),
  session_id integer,
  source text,
  event_seq bigint,
  claims_event_seq bigint,
  streak_key text,
  from_count integer not null,
  to_count integer not null,
  viewer_id text,
  viewer_name text not null,
  gift_id text,
  gift_name text,
  gifts integer not null,
  diamonds bigint not null,
  country text,
  multiplier integer not null,
  points bigint not null,
  at_ms bigint not null,
  manual_key text,
  constraint battle_points_country check ((country is null) = (kind = 'undecided')),
  constraint battle_points_origin check (
    (event_seq is not null) = (kind in ('gift', 'undecided'))
    and (claims_event_seq is not null) = (kind = 'claim')
  ),
  constraint battle_points_worth check (
    kind = 'manual' or (points = diamonds * multiplier and gifts >= 0 and diamonds >= 0)
  )
);
create unique index battle_points_event on battle_points (event_seq);
create unique index battle_points_claim on battle_points (claims_event_seq);
create unique index battle_points_manual on battle_points (battle_id, manual_key);
create index battle_points_battle on battle_points (battle_id, seq);
create index battle_points_session on battle_points (session_id);
create index battle_points_undecided on battle_points (battle_id, viewer_id)
  where kind = 'undecided';
create index battle_points_last_side on battle_points (source, viewer_id, seq)
  where country is not null and viewer_id is not null;

create table battle_results (
  battle_id integer not null constraint battle_results_battle references battles,
  country text not null,
  seat integer not null,
  points bigint not null,
  place integer not null,
  gifts integer not null,
  diamonds bigint not null,
  constraint battle_results_pkey primary key (battle_id, country)
);

create table country_stats (
  country text constraint country_stats_pkey primary key,
  wins integer not null,
  ties integer not null,
  battles integer not null,
  points bigint not null,
  reached_at bigint not null
);

create table gifter_stats (
  source text not null,
  viewer_id text not null,
  name text not null,
  points bigint not null,
  gifts bigint not null,
  diamonds bigint not null,
  reached_seq bigint not null,
  constraint gifter_stats_pkey primary key (source, viewer_id)
);
create index gifter_stats_best on gifter_stats (points);

create table battle_allegiances (
  session_id integer not null,
  viewer_id text not null,
  country text not null,
  at_ms bigint not null,
  constraint battle_allegiances_pkey primary key (session_id, viewer_id, country)
);

create table battle_boosts (
  id bigint generated always as identity constraint battle_boosts_pkey primary key,
  battle_id integer not null constraint battle_boosts_battle_fkey references battles,
  from_ms bigint not null,
  until_ms bigint not null,
  factor integer not null
);
create index battle_boosts_battle on battle_boosts (battle_id, until_ms);
`;

const guards = `
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: its rows are written once', tg_op, tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;
create trigger battle_points_written_once before update or delete or truncate on battle_points
  for each statement execute function refuse_rewriting();
create trigger battle_results_written_once before update or delete or truncate on battle_results
  for each statement execute function refuse_rewriting();
create trigger host_actions_written_once before update or delete or truncate on host_actions
  for each statement execute function refuse_rewriting();
`;
