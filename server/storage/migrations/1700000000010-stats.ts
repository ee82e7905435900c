import type { MigrationInterface, QueryRunner } from "typeorm";

/** How the pools of a race grew while betting; the way to the races that count. */
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
];

const undo = [`DROP INDEX races_official_idx`, `DROP TABLE race_pool_samples`];
