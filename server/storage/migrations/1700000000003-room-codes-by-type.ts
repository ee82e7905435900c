import type { MigrationInterface, QueryRunner } from "typeorm";

/** Rooms of several types stand behind one code: a lobby's races and its battles. */
export class RoomCodesByType1700000000003 implements MigrationInterface {
  readonly name = "RoomCodesByType1700000000003";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index durable_rooms_open_code;
      create unique index durable_rooms_open_code on durable_rooms (type, code)
        where closed_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index durable_rooms_open_code;
      create unique index durable_rooms_open_code on durable_rooms (code) where closed_at is null;
    `);
  }
}
