import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * How the pools of a race grew while betting; the way to the races that count; what each came to for
 * its players, and for each runner what was staked on it to win, unknown of races before this.
 */
export class Stats1700000000010 implements MigrationInterface {
  readonly name = "Stats1700000000010";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of undo) await runner.query(statement);
  }
}

const statements = [
  `CREATE TABLE race_pool_samples (
    race_id integer NOT NULL,
    taken_at bigint NOT NULL,
    gross jsonb NOT NULL,
    win_stakes jsonb NOT NULL,
    CONSTRAINT race_pool_samples_pkey PRIMARY KEY (race_id, taken_at),
    CONSTRAINT race_pool_samples_race FOREIGN KEY (race_id) REFERENCES races (id)
  )`,
  `CREATE INDEX races_official_idx ON races (finished_at) WHERE status = 'official'`,
  `ALTER TABLE race_placings ADD COLUMN win_stake bigint`,
  `CREATE TABLE race_nets (
    race_id integer NOT NULL,
    player_id uuid NOT NULL,
    bets integer NOT NULL,
    staked bigint NOT NULL,
    paid bigint NOT NULL,
    powers bigint NOT NULL,
    CONSTRAINT race_nets_pkey PRIMARY KEY (race_id, player_id),
    CONSTRAINT race_nets_race FOREIGN KEY (race_id) REFERENCES races (id),
    CONSTRAINT race_nets_player FOREIGN KEY (player_id) REFERENCES players (id)
  )`,
  `CREATE INDEX race_nets_player_idx ON race_nets (player_id)`,
  `INSERT INTO race_nets (race_id, player_id, bets, staked, paid, powers)
   SELECT race_id, player_id, count(*), sum(stake), sum(payout), 0
   FROM bets JOIN races ON races.id = race_id
   WHERE races.status = 'official' AND bets.status IN ('won', 'lost')
   GROUP BY race_id, player_id`,
];

const undo = [
  `DROP TABLE race_nets`,
  `ALTER TABLE race_placings DROP COLUMN win_stake`,
  `DROP INDEX races_official_idx`,
  `DROP TABLE race_pool_samples`,
];
