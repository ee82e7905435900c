import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The money of a scratch as one set-based function (TOTE-6), beside those of migration 9. Its caller
 * holds the race's gate exclusively and has seen that the room is its own.
 */
export class FastScratch1700000000011 implements MigrationInterface {
  readonly name = "FastScratch1700000000011";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(scratchRunner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop function scratch_runner");
  }
}

/** Takes a runner out: bets that name it go back, and all at fixed odds (TOTE-6, TOTE-8). Answers the wallets. */
const scratchRunner = `
create function scratch_runner(for_race integer, runner integer) returns jsonb
language plpgsql as $$
declare
  bet_ids bigint[];
  players uuid[];
  sides race_side[];
begin
  perform from races
    where id = for_race and status in ('lobby', 'betting') and not runner = any(scratched);
  if not found then raise exception 'runner % can not be scratched in race %', runner, for_race; end if;
  select coalesce(array_agg(id), '{}'), coalesce(array_agg(player_id), '{}') into bet_ids, players
  from bets
  where race_id = for_race and status = 'open' and (price is not null or runner = any(selection));
  perform lock_race_money(for_race, players);

  select liability_sides(for_race) || coalesce(array_agg(
      (transfer, 'bet_scratched', id, player_id, account, amount)::race_side order by transfer, amount
    ), '{}') into sides
  from (
    select row_number() over (order by id)::integer as transfer, * from bets where id = any(bet_ids)
  ) bet cross join lateral (
    values ('locked:' || player_id, -stake), ('available:' || player_id, stake)
  ) side (account, amount);
  update races set scratched = (
    select array_agg(number order by number) from unnest(scratched || runner) number
  ) where id = for_race;
  update bets set status = 'refunded', payout = stake where id = any(bet_ids);
  return post_race_sides(for_race, sides);
end $$`;
