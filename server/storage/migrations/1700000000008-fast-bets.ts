import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The fast path of bets: many intents in one call and one transaction, answered in their order with
 * the bytes that the plain path (`placeBet`) would store. Refusals are answers, never
 * errors: one error would take the whole batch with it.
 */
export class FastBets1700000000008 implements MigrationInterface {
  readonly name = "FastBets1700000000008";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP FUNCTION place_bets, move_exposure, house_unearned");
    await runner.query("DROP INDEX bets_fees");
  }
}

/**
 * Plans are made once for a connection, perhaps on empty tables, and must be right for full ones:
 * every row is looked up by its key.
 */
export const lookUpByKey = `SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
SET enable_hashjoin = off SET enable_mergejoin = off`;

const feesIndex = "CREATE INDEX bets_fees ON bets (race_id) WHERE fee > 0";

/**
 * What the house has of races that may still be void, and would have to give back: fees of cancelled
 * bets and powers captured. No more of it comes or goes while the house is locked.
 */
const houseUnearned = `
CREATE FUNCTION house_unearned() RETURNS bigint LANGUAGE sql ${lookUpByKey} AS $$
  SELECT coalesce(sum(chips), 0)::bigint FROM races CROSS JOIN LATERAL (
    SELECT sum(fee) AS chips FROM bets WHERE race_id = races.id AND fee > 0
    UNION ALL
    SELECT sum(cost) FROM race_inputs WHERE race_id = races.id AND race_inputs.status = 'captured'
  ) AS income
  WHERE races.status NOT IN ('official', 'void')
$$`;

/**
 * One bet joins or leaves the open bets at fixed odds (TOTE-8). False, with nothing written, where
 * the house can't or won't hold what the worst winner would need; it is locked already. `unearned`
 * of its chips can't be held.
 */
const moveExposure = `
CREATE FUNCTION move_exposure(
  for_race integer, on_runner integer, stake_change bigint, payout_change numeric,
  liability_max bigint, unearned bigint
) RETURNS boolean LANGUAGE plpgsql ${lookUpByKey} AS $$
DECLARE
  held_by text := 'liability:' || for_race;
  held bigint;
  needed numeric;
  transfer bigint;
BEGIN
  SELECT balance INTO held FROM accounts WHERE name = held_by AND currency = 'chips';
  held := coalesce(held, 0);
  SELECT greatest(0, max(payouts) - sum(stakes)) INTO needed FROM (
    SELECT sum(stakes) AS stakes, sum(payouts) AS payouts FROM (
      SELECT runner, stakes, payouts FROM fixed_exposures WHERE race_id = for_race
      UNION ALL VALUES (on_runner, stake_change, payout_change)
    ) AS part GROUP BY runner
  ) AS exposed;
  IF needed > held AND (needed > liability_max OR needed - held > (
    SELECT balance - unearned FROM accounts WHERE name = 'house:chips' AND currency = 'chips'
  )) THEN
    RETURN false;
  END IF;
  INSERT INTO fixed_exposures VALUES (for_race, on_runner, 0, 0) ON CONFLICT DO NOTHING;
  UPDATE fixed_exposures SET stakes = stakes + stake_change, payouts = payouts + payout_change
    WHERE race_id = for_race AND runner = on_runner;
  IF needed = held THEN
    RETURN true;
  END IF;
  INSERT INTO accounts (name, currency, kind, balance) VALUES (held_by, 'chips', 'liability', 0)
    ON CONFLICT DO NOTHING;
  UPDATE accounts SET balance = balance + CASE name WHEN held_by THEN needed - held
      ELSE held - needed END
    WHERE name IN ('house:chips', held_by) AND currency = 'chips';
  INSERT INTO transfers (kind, currency, race_id) VALUES ('liability_moved', 'chips', for_race)
    RETURNING id INTO transfer;
  INSERT INTO postings (transfer_id, currency, kind, account, amount) VALUES
    (transfer, 'chips', 'liability_moved', 'house:chips', held - needed),
    (transfer, 'chips', 'liability_moved', held_by, needed - held);
  RETURN true;
END $$`;

/**
 * Takes bets. An intent is an object: `player`, `key`, `fingerprint`, `race`, `room`, `market`,
 * `selection` (in the market's form), `fault` (what the market found wrong with it instead),
 * `stake`, `at` (epoch milliseconds), `salt` (bytea). The locks are those of LEDGER-5; a key needs
 * none of its own, because its player's wallet is held.
 */
const placeBets = `
CREATE FUNCTION place_bets(intents jsonb) RETURNS TABLE (is_replayed boolean, reply text)
LANGUAGE plpgsql ${lookUpByKey} AS $$
#variable_conflict use_column
DECLARE
  race_ids integer[]; is_win boolean;
  wallet_ids uuid[]; places tid[]; totals bigint[]; lockeds bigint[]; versions integer[];
  chain_ids integer[]; serials integer[]; heads bytea[];
  key_players uuid[] := '{}'; keys text[] := '{}'; prints text[] := '{}'; replies text[] := '{}';
  key_ids text[] := '{}';
  bet_ids bigint[] := '{}'; transfer_ids bigint[] := '{}'; races_bet integer[] := '{}';
  players uuid[] := '{}'; markets text[] := '{}'; selections text[] := '{}';
  stakes bigint[] := '{}'; times bigint[] := '{}'; prices integer[] := '{}';
  bet_serials integer[] := '{}'; tags bytea[] := '{}'; salts bytea[] := '{}';
  leaves bytea[] := '{}';
  intent record; refusal text; missing integer; seat integer; link integer; n integer := 0;
  spent integer; staked bigint; unearned bigint; price integer; serial integer; leaf bytea; head bytea;
  bet bigint; player uuid;
BEGIN
  SELECT array_agg(DISTINCT race ORDER BY race), array_agg(DISTINCT player ORDER BY player),
      bool_or(market = 'win')
    INTO race_ids, wallet_ids, is_win
    FROM jsonb_to_recordset(intents) AS asked (race integer, player uuid, market text);
  -- What is stuck for one race is found soon: the others come again without it.
  IF cardinality(race_ids) > 1 THEN
    PERFORM set_config('lock_timeout', '250ms', true);
  END IF;
  PERFORM pg_advisory_xact_lock_shared(1, id) FROM unnest(race_ids) AS id;
  SELECT array_agg(place), array_agg(balance_total), array_agg(balance_locked), array_agg(version)
    INTO places, totals, lockeds, versions FROM (
      SELECT ctid AS place, * FROM wallets WHERE player_id = ANY (wallet_ids) AND currency = 'chips'
        ORDER BY player_id FOR NO KEY UPDATE
    ) AS wallet;
  IF cardinality(totals) IS DISTINCT FROM cardinality(wallet_ids) THEN
    RAISE EXCEPTION 'a player of % has no wallet in chips', wallet_ids;
  END IF;
  IF is_win AND EXISTS (
    SELECT FROM races WHERE id = ANY (race_ids) AND market_rules ? 'fixedPrices'
  ) THEN
    PERFORM 1 FROM accounts WHERE currency = 'chips' AND name = ANY (
      SELECT 'liability:' || id FROM unnest(race_ids) AS id UNION ALL VALUES ('house:chips')
    ) ORDER BY name FOR NO KEY UPDATE;
    unearned := house_unearned();
  END IF;
  SELECT array_agg(race_id), array_agg(bet_count), array_agg(chain.head)
    INTO chain_ids, serials, heads FROM (
      SELECT * FROM race_chains WHERE race_id = ANY (race_ids) ORDER BY race_id
        FOR NO KEY UPDATE
    ) AS chain;

  FOR intent IN
    WITH terms AS MATERIALIZED (
      SELECT id, room_id::text AS home, tag_secret, phase_ends_at, runner_count, scratched,
        races.status = 'betting' AND tag_secret IS NOT NULL AS is_betting,
        market_rules->'markets' AS offered, market_rules->>'stakeMin' AS stake_min,
        market_rules->>'stakeMax' AS stake_max, market_rules->>'stakeMaxPerRace' AS race_max,
        market_rules->'fixedPrices' AS fixed,
        (market_rules->>'liabilityMax')::bigint AS liability_max
      FROM races WHERE id = ANY (race_ids)
    )
    SELECT asked.*, terms.*, stored.fingerprint AS spent_on, stored.reply AS answer,
      substr(sha256('gs/tag/2'::bytea || tag_secret || uuid_send(asked.player)), 1, 16) AS tag
    FROM ROWS FROM (jsonb_to_recordset(intents) AS (
        player uuid, key text, fingerprint text, race integer, room text, market text,
        selection integer[], fault text, stake bigint, at bigint, salt bytea
      )) WITH ORDINALITY AS asked
      LEFT JOIN terms ON terms.id = asked.race
      LEFT JOIN LATERAL (
        SELECT fingerprint, reply FROM idempotency_keys
        WHERE player_id = asked.player AND operation = 'placeBet' AND key = asked.key LIMIT 1
      ) AS stored ON true
    ORDER BY ordinality
  LOOP
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

    refusal := NULL;
    price := NULL;
    seat := array_position(wallet_ids, intent.player);
    link := array_position(chain_ids, intent.race);
    IF intent.home IS NULL OR intent.home IS DISTINCT FROM intent.room THEN
      refusal := '{"code":"race_unknown"}';
    ELSIF link IS NULL OR NOT intent.is_betting OR intent.at > intent.phase_ends_at THEN
      refusal := '{"code":"betting_closed"}';
    ELSIF NOT intent.offered ? intent.market
      -- The prices were made for another field.
      OR (intent.market = 'win' AND intent.fixed IS NOT NULL AND intent.scratched <> '{}') THEN
      refusal := '{"code":"market_unknown"}';
    ELSIF intent.fault IS NOT NULL THEN
      refusal := intent.fault;
    ELSE
      FOREACH missing IN ARRAY intent.selection LOOP
        IF missing < 1 OR missing > intent.runner_count OR missing = ANY (intent.scratched) THEN
          refusal := format('{"code":"runner_unknown","detail":{"runner":%s}}', missing);
          EXIT;
        END IF;
      END LOOP;
      IF refusal IS NOT NULL THEN
        NULL;
      ELSIF intent.stake < intent.stake_min::bigint THEN
        refusal := format('{"code":"stake_below_minimum","detail":{"minimum":"%s"}}',
          intent.stake_min);
      ELSIF intent.stake > intent.stake_max::bigint THEN
        refusal := format('{"code":"stake_above_maximum","detail":{"maximum":"%s"}}',
          intent.stake_max);
      ELSE
        -- All that is locked is an upper bound of what is staked on this race.
        IF lockeds[seat] + intent.stake > intent.race_max::bigint THEN
          SELECT coalesce(sum(part), 0) INTO staked FROM (
            SELECT bets.stake AS part FROM bets
              WHERE race_id = intent.race AND player_id = intent.player AND status = 'open'
            UNION ALL
            SELECT own.stake FROM unnest(races_bet, players, stakes) AS own (race, player, stake)
              WHERE own.race = intent.race AND own.player = intent.player
          ) AS parts;
          IF staked + intent.stake > intent.race_max::bigint THEN
            refusal := format('{"code":"race_limit_reached","detail":{"maximum":"%s"}}',
              intent.race_max);
          END IF;
        END IF;
        IF refusal IS NULL AND totals[seat] - lockeds[seat] < intent.stake THEN
          refusal := format('{"code":"insufficient_funds","detail":{"available":"%s"}}',
            totals[seat] - lockeds[seat]);
        END IF;
        IF refusal IS NULL AND intent.fixed IS NOT NULL AND intent.market = 'win' THEN
          price := (intent.fixed->>(intent.selection[1] - 1))::integer;
          IF price IS NOT NULL AND NOT move_exposure(intent.race, intent.selection[1],
            intent.stake, trunc(intent.stake::numeric * price / 100), intent.liability_max,
            unearned)
          THEN
            refusal := '{"code":"liability_limit"}';
          END IF;
        END IF;
      END IF;
    END IF;

    IF refusal IS NOT NULL THEN
      reply := '{"ok":false,"refusal":' || refusal || '}';
    ELSE
      serial := serials[link] + 1;
      leaf := sha256('\\x00'::bytea || int8send(intent.race::bigint) || int4send(serial)
        || intent.tag || int4send(
          (array_position('{win,place,show,exacta,quinella,trifecta}', intent.market) << 24)
          | (intent.selection[1] << 16) | (coalesce(intent.selection[2], 0) << 8)
          | coalesce(intent.selection[3], 0))
        || int8send(intent.stake) || int4send(coalesce(price, 0)) || intent.salt);
      head := sha256(heads[link] || leaf);
      serials[link] := serial;
      heads[link] := head;
      lockeds[seat] := lockeds[seat] + intent.stake;
      versions[seat] := versions[seat] + 1;
      bet := nextval('bets_id_seq');
      n := n + 1;
      bet_ids[n] := bet;
      transfer_ids[n] := nextval('transfers_id_seq');
      races_bet[n] := intent.race;
      players[n] := intent.player;
      markets[n] := intent.market;
      selections[n] := intent.selection::text;
      stakes[n] := intent.stake;
      times[n] := intent.at;
      prices[n] := price;
      bet_serials[n] := serial;
      tags[n] := intent.tag;
      salts[n] := intent.salt;
      leaves[n] := leaf;
      reply := format('{"ok":true,"text":"{\\"bet\\":{\\"id\\":\\"%s\\",\\"raceId\\":%s,'
        '\\"market\\":\\"%s\\",\\"selection\\":[%s],\\"stake\\":\\"%s\\",\\"status\\":\\"open\\",'
        '\\"payout\\":\\"0\\",\\"fee\\":\\"0\\",\\"price\\":%s,\\"serial\\":%s,\\"placedAt\\":%s},'
        '\\"receipt\\":{\\"tag\\":\\"%s\\",\\"salt\\":\\"%s\\",\\"leaf\\":\\"%s\\",\\"head\\":\\"%s\\"},'
        '\\"wallet\\":{\\"currency\\":\\"chips\\",\\"total\\":\\"%s\\",\\"locked\\":\\"%s\\",'
        '\\"available\\":\\"%s\\",\\"version\\":%s}}"}',
        bet, intent.race, intent.market, btrim(intent.selection::text, '{}'), intent.stake,
        coalesce(price::text, 'null'), serial, intent.at, encode(intent.tag, 'hex'),
        encode(intent.salt, 'hex'), encode(leaf, 'hex'), encode(head, 'hex'), totals[seat],
        lockeds[seat], totals[seat] - lockeds[seat], versions[seat]);
    END IF;
    key_players := key_players || intent.player;
    keys := keys || intent.key;
    prints := prints || intent.fingerprint;
    replies := replies || reply;
    key_ids := key_ids || (intent.player || intent.key);
    RETURN NEXT;
  END LOOP;

  IF n > 0 THEN
    INSERT INTO bets (id, race_id, player_id, market, selection, stake, placed_at, price, serial,
        tag, salt, leaf)
      OVERRIDING SYSTEM VALUE
      SELECT bet, race, player, market, selection::integer[], stake, at, price, serial, tag, salt, leaf
      FROM unnest(bet_ids, races_bet, players, markets, selections, stakes, times, prices,
        bet_serials, tags, salts, leaves)
        AS b (bet, race, player, market, selection, stake, at, price, serial, tag, salt, leaf);
    -- A player who has chips has been given them: only the locked side may be new.
    FOREACH player IN ARRAY wallet_ids LOOP
      IF NOT EXISTS (SELECT FROM accounts WHERE name = 'locked:' || player AND currency = 'chips')
      THEN
        INSERT INTO accounts (name, currency, kind, player_id)
          VALUES ('locked:' || player, 'chips', 'locked', player) ON CONFLICT DO NOTHING;
      END IF;
    END LOOP;
    INSERT INTO transfers (id, kind, currency, race_id, bet_id, player_id)
      SELECT t.id, 'bet_placed', 'chips', t.race, t.bet, t.player
      FROM unnest(transfer_ids, races_bet, bet_ids, players) AS t (id, race, bet, player);
    INSERT INTO postings (transfer_id, currency, kind, account, amount)
      SELECT t.id, 'chips', 'bet_placed', side || t.player, amount
      FROM unnest(transfer_ids, players, stakes) AS t (id, player, stake),
        LATERAL (VALUES ('available:', - t.stake), ('locked:', t.stake)) AS sides (side, amount);
    UPDATE wallets SET balance_locked = moved.locked, version = moved.version
      FROM unnest(places, lockeds, versions) AS moved (place, locked, version)
      WHERE wallets.ctid = moved.place AND wallets.version <> moved.version;
    UPDATE race_chains SET bet_count = moved.serial, head = moved.head
      FROM unnest(chain_ids, serials, heads) AS moved (race, serial, head)
      WHERE race_id = ANY (chain_ids) AND race_id = moved.race AND bet_count <> moved.serial;
  END IF;
  INSERT INTO idempotency_keys (player_id, operation, key, fingerprint, reply)
    SELECT k.player, 'placeBet', k.key, k.print, k.reply
    FROM unnest(key_players, keys, prints, replies) AS k (player, key, print, reply);
END $$`;

const statements = [feesIndex, houseUnearned, moveExposure, placeBets];
