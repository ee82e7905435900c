/**
 * The rows and locks of one bet as one function: gate, wallet, key, bet, transfer with its two
 * postings, balance, stored reply. Nothing else: no terms of the race, no limits, no accounts to be
 * opened. The audit of a database it wrote to finds nothing.
 */
export const makeFloorFunction = `
create function place_floor_bet(
  for_race integer, bettor uuid, intent text, input_hash text, runner integer, chips bigint, at_ms bigint
) returns text language plpgsql as $$
declare
  wallet wallets;
  bet_id bigint;
  transfer bigint;
  answer text;
begin
  perform pg_advisory_xact_lock_shared(1, for_race);
  select * into strict wallet from wallets
    where player_id = bettor and currency = 'chips' for no key update;
  insert into idempotency_keys (player_id, operation, key, fingerprint)
    values (bettor, 'placeBet', intent, input_hash);
  if wallet.balance_total - wallet.balance_locked < chips then
    raise exception 'the wallet of % is empty', bettor;
  end if;
  insert into bets (race_id, player_id, market, selection, stake, placed_at)
    values (for_race, bettor, 'win', array[runner], chips, at_ms) returning id into bet_id;
  insert into transfers (kind, currency, race_id, bet_id, player_id)
    values ('bet_placed', 'chips', for_race, bet_id, bettor) returning id into transfer;
  insert into postings (transfer_id, currency, kind, account, amount) values
    (transfer, 'chips', 'bet_placed', 'available:' || bettor, -chips),
    (transfer, 'chips', 'bet_placed', 'locked:' || bettor, chips);
  update wallets set balance_locked = balance_locked + chips, version = version + 1
    where player_id = bettor and currency = 'chips' returning * into wallet;
  answer := json_build_object(
    'bet', json_build_object('id', bet_id::text, 'raceId', for_race, 'market', 'win',
      'selection', array[runner], 'stake', chips::text, 'status', 'open', 'payout', '0',
      'fee', '0', 'placedAt', at_ms),
    'wallet', json_build_object('currency', 'chips', 'total', wallet.balance_total::text,
      'locked', wallet.balance_locked::text, 'version', wallet.version));
  update idempotency_keys set reply = json_build_object('ok', true, 'text', answer)
    where player_id = bettor and operation = 'placeBet' and key = intent;
  return answer;
end $$`;

/** The handler opens accounts as bets first name them; here they are open before the first bet. */
export const openLockedAccounts = `
insert into accounts (name, currency, kind, player_id)
select 'locked:' || player_id, currency, 'locked', player_id from wallets
on conflict do nothing`;
