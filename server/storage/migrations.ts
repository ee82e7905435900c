import type { MigrationInterface } from "typeorm";

/** A migration class; its name ends in the 13-digit millisecond timestamp TypeORM orders it by. */
export type MigrationClass = new () => MigrationInterface;

/** Every migration, oldest first. A list and no glob, so that a missing file is a compile error. */
export const migrations: MigrationClass[] = [];
