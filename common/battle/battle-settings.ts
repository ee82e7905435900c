import { z } from "zod";
import { FACTOR_MAX, SIDES_MAX, SIDES_MIN } from "./battle-limits.ts";
import { countrySchema } from "./country.ts";

const giftIdSchema = z.string().regex(/^\d{1,20}$/);
const factorSchema = z.int().min(2).max(FACTOR_MAX);

/**
 * When points count more than once (BATTLE-3). Where several hold at a gift's time the largest
 * counts, never their product.
 */
export const multiplierRuleSchema = z
  .discriminatedUnion("when", [
    z.strictObject({
      /** In the last seconds of the battle, as its end was planned when the gift was created. */
      when: z.literal("final"),
      lastsMs: z.int().min(5_000).max(600_000),
      factor: factorSchema,
    }),
    z.strictObject({
      /** For a while after somebody has sent this gift; the gift itself counts once. */
      when: z.literal("gift"),
      giftId: giftIdSchema,
      lastsMs: z.int().min(1_000).max(120_000),
      factor: factorSchema,
    }),
  ])
  .meta({ id: "MultiplierRule" });
export type MultiplierRule = z.output<typeof multiplierRuleSchema>;

/** How a stage's next battles are fought; a running battle keeps the settings it began with. */
export const battleSettingsSchema = z
  .strictObject({
    sides: z
      .array(countrySchema)
      .min(SIDES_MIN)
      .max(SIDES_MAX)
      .refine((sides) => new Set(sides).size === sides.length, "a side stands once"),
    durationMs: z.int().min(10_000).max(7_200_000),
    /** 0 = a tie at the end is a tie. */
    suddenDeathMs: z.int().min(0).max(300_000),
    /** Between a battle's end and the next one when autopilot is on. */
    cooldownMs: z.int().min(5_000).max(600_000),
    isAutopilot: z.boolean(),
    /** Gift id → the country it counts for, whoever sends it (BATTLE-2); only sides of the battle matter. */
    giftCountries: z
      .record(giftIdSchema, countrySchema)
      .refine((table) => Object.keys(table).length <= 200, "at most 200 gifts"),
    multipliers: z.array(multiplierRuleSchema).max(10),
  })
  .meta({ id: "BattleSettings" });
export type BattleSettings = z.output<typeof battleSettingsSchema>;
