import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Serial numbers, receipts and fixed prices of bets; seed chains and the phones' entropy (RACE-6);
 * paid powers (RACE-7); scratches (TOTE-6); favors (LEDGER-9).
 */
export class ToteAndHouse1700000000007 implements MigrationInterface {
  readonly name = "ToteAndHouse1700000000007";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of undo) await runner.query(statement);
  }
}

const kindsBefore = `'join_grant', 'daily_floor', 'house_bankroll', 'bet_placed', 'bet_cancelled',
  'race_settled', 'race_refunded', 'reversal', 'gift_coins', 'watch_coins', 'handle_linked',
  'handle_unlinked'`;

const kinds = `'join_grant', 'daily_floor', 'house_bankroll', 'bet_placed', 'bet_cancelled',
  'race_settled', 'race_refunded', 'bet_scratched', 'liability_moved', 'power_held',
  'power_captured', 'power_released', 'favor_lent', 'favor_repaid', 'reversal', 'gift_coins',
  'watch_coins', 'handle_linked', 'handle_unlinked'`;

const statements = [
  `CREATE TABLE seed_chains (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room_id uuid NOT NULL,
    anchor text NOT NULL,
    last_seed text NOT NULL,
    length integer NOT NULL,
    CONSTRAINT seed_chains_room FOREIGN KEY (room_id) REFERENCES durable_rooms (id)
  )`,
  `CREATE INDEX seed_chains_room_idx ON seed_chains (room_id)`,
  `ALTER TABLE races
    ADD COLUMN runner_count integer,
    ADD COLUMN scratched integer[] NOT NULL DEFAULT '{}',
    ADD COLUMN tag_secret bytea,
    ADD COLUMN seed_chain_id integer,
    ADD COLUMN seed_index integer,
    ADD COLUMN lock_roots jsonb,
    ADD COLUMN revealed_root text,
    ADD COLUMN revealed_count integer,
    ADD COLUMN are_powers_stopped boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT races_seed_chain FOREIGN KEY (seed_chain_id) REFERENCES seed_chains (id)`,
  `UPDATE races SET runner_count = jsonb_array_length(card->'runners')`,
  `ALTER TABLE races ALTER COLUMN runner_count SET NOT NULL`,
  `CREATE UNIQUE INDEX races_seed ON races (seed_chain_id, seed_index)`,
  `ALTER TABLE bets
    ADD COLUMN price integer,
    ADD COLUMN serial integer,
    ADD COLUMN tag bytea,
    ADD COLUMN salt bytea,
    ADD COLUMN leaf bytea`,
  `CREATE UNIQUE INDEX bets_serial ON bets (race_id, serial)`,
  `CREATE TABLE race_chains (
    race_id integer PRIMARY KEY,
    bet_count integer NOT NULL DEFAULT 0,
    head bytea NOT NULL,
    cast_count integer NOT NULL DEFAULT 0,
    CONSTRAINT race_chains_race FOREIGN KEY (race_id) REFERENCES races (id)
  ) WITH (fillfactor = 50)`,
  `CREATE TABLE race_entropy (
    race_id integer NOT NULL,
    player_id uuid NOT NULL,
    hash text NOT NULL,
    has_answered boolean NOT NULL DEFAULT false,
    position integer,
    secret text,
    CONSTRAINT race_entropy_pkey PRIMARY KEY (race_id, player_id),
    CONSTRAINT race_entropy_race FOREIGN KEY (race_id) REFERENCES races (id),
    CONSTRAINT race_entropy_player FOREIGN KEY (player_id) REFERENCES players (id)
  )`,
  `CREATE TABLE fixed_exposures (
    race_id integer NOT NULL,
    runner integer NOT NULL,
    stakes bigint NOT NULL,
    payouts bigint NOT NULL,
    CONSTRAINT fixed_exposures_pkey PRIMARY KEY (race_id, runner),
    CONSTRAINT fixed_exposures_sums CHECK (stakes >= 0 AND payouts >= 0),
    CONSTRAINT fixed_exposures_race FOREIGN KEY (race_id) REFERENCES races (id)
  )`,
  `ALTER TABLE race_inputs
    ADD COLUMN cost bigint NOT NULL,
    ADD COLUMN status text NOT NULL DEFAULT 'held',
    ADD COLUMN reason text NOT NULL DEFAULT '',
    ADD COLUMN cast_at bigint NOT NULL,
    ADD CONSTRAINT race_inputs_cost CHECK (cost > 0),
    ADD CONSTRAINT race_inputs_status
      CHECK (status IN ('held', 'captured', 'released', 'refunded'))`,
  `CREATE INDEX race_inputs_player_idx ON race_inputs (player_id, race_id)`,
  `ALTER TABLE players
    ADD COLUMN loyalty integer NOT NULL DEFAULT 100,
    ADD CONSTRAINT players_loyalty CHECK (loyalty BETWEEN 0 AND 200)`,
  `CREATE TABLE favors (
    id bigserial PRIMARY KEY,
    room_id uuid NOT NULL,
    lender_id uuid NOT NULL,
    borrower_id uuid NOT NULL,
    amount bigint NOT NULL,
    fee bigint NOT NULL,
    repaid bigint NOT NULL DEFAULT 0,
    races_left integer NOT NULL,
    races_past integer NOT NULL DEFAULT 0,
    status text NOT NULL,
    defaulted_at bigint,
    offered_at bigint NOT NULL,
    accepted_at bigint,
    ended_at bigint,
    CONSTRAINT favors_amounts CHECK (amount > 0 AND fee >= 0 AND fee * 5 < amount + 5),
    CONSTRAINT favors_repaid CHECK (repaid >= 0 AND repaid <= amount + fee),
    CONSTRAINT favors_status
      CHECK (status IN ('offered', 'open', 'repaid', 'declined', 'withdrawn')),
    CONSTRAINT favors_other_player CHECK (lender_id <> borrower_id),
    CONSTRAINT favors_room FOREIGN KEY (room_id) REFERENCES durable_rooms (id),
    CONSTRAINT favors_lender FOREIGN KEY (lender_id) REFERENCES players (id),
    CONSTRAINT favors_borrower FOREIGN KEY (borrower_id) REFERENCES players (id)
  )`,
  `CREATE INDEX favors_lender_idx ON favors (lender_id)`,
  `CREATE INDEX favors_borrower_idx ON favors (borrower_id)`,
  `CREATE INDEX favors_open_idx ON favors (room_id) WHERE status = 'open'`,
  `ALTER TABLE transfers
    DROP CONSTRAINT transfers_kind_known,
    ADD CONSTRAINT transfers_kind_known CHECK (kind IN (${kinds}))`,
];

const undo = [
  `ALTER TABLE transfers
    DROP CONSTRAINT transfers_kind_known,
    ADD CONSTRAINT transfers_kind_known CHECK (kind IN (${kindsBefore}))`,
  "DROP TABLE favors, fixed_exposures, race_entropy, race_chains",
  "ALTER TABLE players DROP COLUMN loyalty",
  `DROP INDEX race_inputs_player_idx`,
  `ALTER TABLE race_inputs
    DROP COLUMN cost, DROP COLUMN status, DROP COLUMN reason, DROP COLUMN cast_at`,
  `ALTER TABLE bets
    DROP COLUMN price, DROP COLUMN serial, DROP COLUMN tag, DROP COLUMN salt, DROP COLUMN leaf`,
  `ALTER TABLE races
    DROP COLUMN runner_count, DROP COLUMN scratched, DROP COLUMN tag_secret,
    DROP COLUMN seed_chain_id, DROP COLUMN seed_index, DROP COLUMN lock_roots,
    DROP COLUMN revealed_root, DROP COLUMN revealed_count, DROP COLUMN are_powers_stopped`,
  "DROP TABLE seed_chains",
];
