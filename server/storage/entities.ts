import type { EntitySchema } from "typeorm";

/** Every entity of the database: the DataSource and the migration-drift test read this list. */
export const entities: EntitySchema[] = [];
