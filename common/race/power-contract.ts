import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";
import type { RefusalCode } from "#common/framework/refusals.ts";
import { walletSchema } from "#common/wallet/wallet-schemas.ts";
import { FIELD_SIZE_MAX } from "./field-size.ts";
import { raceIdSchema } from "./race-id.ts";

/** A power as it travels, visible ASCII; an unknown one is refused `power_unknown`. */
const powerNameSchema = z.string().regex(/^[\x21-\x7e]{1,20}$/);

/** What a player asks for, the same through both doors. */
export const castOrder = {
  raceId: raceIdSchema,
  power: powerNameSchema,
  /** Saddle number of the runner it works on. */
  target: z.int().min(1).max(FIELD_SIZE_MAX),
};

/** One power cast by one player, as that player sees it. */
export const castSchema = z
  .object({
    raceId: z.int(),
    /** Order within the race, from 1. */
    seq: z.int(),
    /** The step of the race it works at. */
    tick: z.int(),
    power: powerNameSchema,
    target: z.int(),
    cost: amountSchema,
    status: z.enum(["held", "captured", "released", "refunded"]),
    /** Why it was released, a word for the dictionaries; empty otherwise. */
    reason: z.string(),
  })
  .meta({ id: "Cast" });
export type Cast = z.output<typeof castSchema>;
export type CastWire = z.input<typeof castSchema>;

/** What a player gets for a cast: the cast and the balance with its cost held. */
export const castAnswerSchema = z.object({ cast: castSchema, wallet: walletSchema });

/** In the order they are looked for. */
export const castPowerRefusals = [
  "race_unknown",
  "powers_closed",
  "power_unknown",
  "runner_unknown",
  "power_limit_reached",
  "insufficient_funds",
] as const satisfies readonly RefusalCode[];
