import type { MigrationInterface, QueryRunner } from "typeorm";
import { lookUpByKey } from "./1700000000008-fast-bets.ts";

/** The fast path of cancellations, beside that of bets. */
export class FastCancels1700000000012 implements MigrationInterface {
  readonly name = "FastCancels1700000000012";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(cancelBets);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP FUNCTION cancel_bets");
  }
}

/**
 * Takes bets back for the fee (TOTE-10). An intent is an object: `player`, `bet` (its id), `key`
 * (the same as it was written), `fingerprint`, `at` (epoch milliseconds). Not stored are the answers
 * to a bet that is not the player's, and refusals that may pass: betting can go on again.
 */
const cancelBets = `
CREATE FUNCTION cancel_bets(intents jsonb) RETURNS TABLE (is_replayed boolean, reply text)
LANGUAGE plpgsql ${lookUpByKey} AS $$
#variable_conflict use_column
DECLARE
  own_ids bigint[]; race_ids integer[]; wallet_ids uuid[]; held_names text[]; places tid[];
  totals bigint[]; lockeds bigint[]; versions integer[];
  key_ids text[] := '{}'; key_players uuid[] := '{}'; keys text[] := '{}';
  prints text[] := '{}'; replies text[] := '{}';
  bet_ids bigint[] := '{}'; bet_places tid[] := '{}'; transfer_ids bigint[] := '{}';
  races_bet integer[] := '{}'; players uuid[] := '{}'; stakes bigint[] := '{}'; fees bigint[] := '{}';
  intent record; refusal text; seat integer; spent integer; fee bigint; left_ms bigint;
  n integer := 0; moved integer; unearned bigint := 0;
BEGIN
  SELECT array_agg(bets.id), array_agg(DISTINCT race_id ORDER BY race_id),
      array_agg(DISTINCT player_id ORDER BY player_id),
      array_agg(DISTINCT 'liability:' || race_id) FILTER (WHERE price IS NOT NULL)
    INTO own_ids, race_ids, wallet_ids, held_names
    FROM jsonb_to_recordset(intents) AS asked (player uuid, bet bigint), LATERAL (
      SELECT * FROM bets WHERE id = asked.bet AND player_id = asked.player LIMIT 1
    ) AS bets;
  PERFORM pg_advisory_xact_lock_shared(1, id) FROM unnest(race_ids) AS id;
  SELECT array_agg(place), array_agg(balance_total), array_agg(balance_locked), array_agg(version)
    INTO places, totals, lockeds, versions FROM (
      SELECT ctid AS place, * FROM wallets WHERE player_id = ANY (wallet_ids) AND currency = 'chips'
        ORDER BY player_id FOR NO KEY UPDATE
    ) AS wallet;
  PERFORM 1 FROM accounts
    WHERE currency = 'chips' AND name = ANY (array_append(held_names, 'house:chips'))
    ORDER BY name FOR NO KEY UPDATE;
  -- Fees of this batch come to the house after the loop, and would be unearned: no bet is held by them.
  IF held_names IS NOT NULL THEN
    unearned := house_unearned();
  END IF;

  FOR intent IN
    SELECT asked.player, asked.bet, asked.key, asked.fingerprint, asked.at, bets.race_id, bets.market,
      bets.selection, bets.stake, bets.status, bets.price, bets.serial, bets.placed_at, bets.place,
      races.status = 'betting' AS is_betting, races.phase_ends_at, races.paused_left_ms,
      races.scratched, (market_rules->>'cancelFeeBps')::bigint AS fee_bps,
      (market_rules->>'cancelClosesMs')::bigint AS closes_ms,
      (market_rules->>'liabilityMax')::bigint AS liability_max,
      stored.fingerprint AS spent_on, stored.reply AS answer
    FROM ROWS FROM (jsonb_to_recordset(intents) AS (
        player uuid, bet bigint, key text, fingerprint text, at bigint
      )) WITH ORDINALITY AS asked
      LEFT JOIN LATERAL (
        SELECT ctid AS place, * FROM bets
        WHERE id = asked.bet AND id = ANY (own_ids) AND player_id = asked.player LIMIT 1
      ) AS bets ON true
      LEFT JOIN LATERAL (SELECT * FROM races WHERE id = bets.race_id LIMIT 1) AS races ON true
      LEFT JOIN LATERAL (
        SELECT fingerprint, reply FROM idempotency_keys
        WHERE player_id = asked.player AND operation = 'cancelBet' AND key = asked.key LIMIT 1
      ) AS stored ON true
    ORDER BY ordinality
  LOOP
    is_replayed := false;
    IF intent.race_id IS NULL THEN
      reply := '{"ok":false,"refusal":{"code":"bet_unknown"}}';
      RETURN NEXT;
      CONTINUE;
    END IF;
    spent := array_position(key_ids, intent.player || intent.key);
    IF spent IS NOT NULL THEN
      intent.spent_on := prints[spent];
      intent.answer := replies[spent];
    END IF;
    is_replayed := intent.spent_on IS NOT NULL;
    IF is_replayed THEN
      reply := CASE
        WHEN intent.spent_on <> intent.fingerprint
          THEN '{"ok":false,"refusal":{"code":"idempotency_key_reused"}}'
        WHEN intent.answer IS NULL
          THEN '{"ok":false,"refusal":{"code":"idempotency_key_expired"}}'
        ELSE intent.answer END;
      RETURN NEXT;
      CONTINUE;
    END IF;

    seat := array_position(wallet_ids, intent.player);
    left_ms := coalesce(intent.paused_left_ms, coalesce(intent.phase_ends_at, 0) - intent.at);
    refusal := CASE
      WHEN intent.status <> 'open' THEN 'bet_not_open'
      WHEN NOT intent.is_betting OR left_ms < 0 THEN 'betting_closed'
      WHEN left_ms < intent.closes_ms THEN 'cancel_closed' END;
    IF refusal IS NULL AND intent.price IS NOT NULL AND NOT move_exposure(intent.race_id,
      intent.selection[1], - intent.stake, - trunc(intent.stake::numeric * intent.price / 100),
      intent.liability_max, unearned)
    THEN
      refusal := 'liability_limit';
    END IF;
    IF refusal IS NOT NULL THEN
      reply := format('{"ok":false,"refusal":{"code":"%s"}}', refusal);
      IF refusal <> 'bet_not_open' THEN
        RETURN NEXT;
        CONTINUE;
      END IF;
    ELSE
      fee := CASE WHEN intent.scratched <> '{}' THEN 0
        ELSE ceil(intent.stake::numeric * intent.fee_bps / 10000) END;
      totals[seat] := totals[seat] - fee;
      lockeds[seat] := lockeds[seat] - intent.stake;
      versions[seat] := versions[seat] + 1;
      n := n + 1;
      bet_ids[n] := intent.bet;
      bet_places[n] := intent.place;
      transfer_ids[n] := nextval('transfers_id_seq');
      races_bet[n] := intent.race_id;
      players[n] := intent.player;
      stakes[n] := intent.stake;
      fees[n] := fee;
      reply := format('{"ok":true,"text":"{\\"bet\\":{\\"id\\":\\"%s\\",\\"raceId\\":%s,'
        '\\"market\\":\\"%s\\",\\"selection\\":[%s],\\"stake\\":\\"%s\\",'
        '\\"status\\":\\"cancelled\\",\\"payout\\":\\"%s\\",\\"fee\\":\\"%s\\",\\"price\\":%s,'
        '\\"serial\\":%s,\\"placedAt\\":%s},\\"wallet\\":{\\"currency\\":\\"chips\\",'
        '\\"total\\":\\"%s\\",\\"locked\\":\\"%s\\",\\"available\\":\\"%s\\",\\"version\\":%s}}"}',
        intent.bet, intent.race_id, intent.market, array_to_string(intent.selection, ','),
        intent.stake, intent.stake - fee, fee, coalesce(intent.price::text, 'null'),
        coalesce(intent.serial::text, 'null'), intent.placed_at, totals[seat], lockeds[seat],
        totals[seat] - lockeds[seat], versions[seat]);
    END IF;
    key_ids := key_ids || (intent.player || intent.key);
    keys := keys || intent.key;
    key_players := key_players || intent.player;
    prints := prints || intent.fingerprint;
    replies := replies || reply;
    RETURN NEXT;
  END LOOP;

  IF n > 0 THEN
    UPDATE bets SET status = 'cancelled', payout = stake - c.fee, fee = c.fee
      FROM unnest(bet_places, fees) AS c (place, fee) WHERE bets.ctid = c.place;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> n THEN
      RAISE EXCEPTION '% of % bets were cancelled', moved, n;
    END IF;
    INSERT INTO transfers (id, kind, currency, race_id, bet_id, player_id)
      SELECT t.id, 'bet_cancelled', 'chips', t.race, t.bet, t.player
      FROM unnest(transfer_ids, races_bet, bet_ids, players) AS t (id, race, bet, player);
    INSERT INTO postings (transfer_id, currency, kind, account, amount)
      SELECT t.id, 'chips', 'bet_cancelled', account, amount
      FROM unnest(transfer_ids, players, stakes, fees) AS t (id, player, stake, fee),
        LATERAL (VALUES ('locked:' || t.player, - t.stake),
          ('available:' || t.player, t.stake - t.fee), ('house:chips', t.fee))
          AS sides (account, amount)
      WHERE amount <> 0;
    UPDATE wallets SET balance_total = moved.total, balance_locked = moved.locked,
        version = moved.version
      FROM unnest(places, totals, lockeds, versions) AS moved (place, total, locked, version)
      WHERE wallets.ctid = moved.place AND wallets.version <> moved.version;
    UPDATE accounts SET balance = balance + (SELECT sum(part) FROM unnest(fees) AS part)
      WHERE name = 'house:chips' AND currency = 'chips';
  END IF;
  INSERT INTO idempotency_keys (player_id, operation, key, fingerprint, reply)
    SELECT k.player, 'cancelBet', k.key, k.print, k.reply
    FROM unnest(key_players, keys, prints, replies) AS k (player, key, print, reply);
END $$`;
