import { z } from "zod";

/** As far as the database counts. */
const RACE_ID_MAX = 2_147_483_647;

/** A race's id in a body or a command: 1 to 2,147,483,647. */
export const raceIdSchema = z.int().positive().max(RACE_ID_MAX).meta({ id: "RaceId" });

/** A race's id in a path or a query. */
export const raceIdTextSchema = z.coerce.number().int().positive().max(RACE_ID_MAX);
