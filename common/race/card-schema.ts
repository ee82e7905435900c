import { z } from "zod";
import { isWellFormed } from "#common/framework/bytes.ts";
import { DISTANCE_MM_MAX, DISTANCE_MM_MIN, LIVERY_COUNT, type RaceCard } from "./card.ts";
import { FIELD_SIZE_MAX } from "./field-size.ts";

/** Text that has a hash: 1 to `lengthMax` UTF-16 code units without a lone surrogate. */
export function hashableText(lengthMax: number) {
  return z.string().min(1).max(lengthMax).refine(isWellFormed, "a lone surrogate");
}

const slugSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const statSchema = z.int().min(1).max(100);

const runnerSchema = z.strictObject({
  id: slugSchema,
  number: z.int().min(1).max(FIELD_SIZE_MAX),
  name: hashableText(40),
  livery: z
    .int()
    .min(0)
    .max(LIVERY_COUNT - 1),
  stats: z.strictObject({
    topSpeed: statSchema,
    acceleration: statSchema,
    stamina: statSchema,
    cornering: statSchema,
    nerve: statSchema,
  }),
});

const trackSchema = z
  .strictObject({
    id: slugSchema,
    name: hashableText(40),
    distanceMm: z.int().min(DISTANCE_MM_MIN).max(DISTANCE_MM_MAX),
    segments: z
      .array(
        z.strictObject({
          kind: z.enum(["straight", "bend"]),
          lengthMm: z.int().positive().max(DISTANCE_MM_MAX),
        }),
      )
      .min(1)
      .max(40),
  })
  .refine(
    ({ distanceMm, segments }) =>
      segments.reduce((sum, { lengthMm }) => sum + lengthMm, 0) === distanceMm,
    "the segments must add up to the distance",
  );

/** A card as it comes from outside. What passes, `startRace` accepts. */
export const cardSchema: z.ZodType<RaceCard> = z.strictObject({
  title: hashableText(80),
  track: trackSchema,
  runners: z
    .array(runnerSchema)
    .min(2)
    .max(FIELD_SIZE_MAX)
    .refine(
      (runners) => runners.every(({ number }, index) => number === index + 1),
      "saddle numbers must be 1 to n in order",
    )
    .refine(
      (runners) => new Set(runners.map(({ id }) => id)).size === runners.length,
      "a runner starts once",
    ),
});
