import { z } from "zod";

/** ISO 3166-1 alpha-2, capitals: `TR`. */
export const countrySchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/)
  .meta({ id: "Country" });
