import { z } from "zod";
import { hashableText } from "./card-schema.ts";
import {
  betFields,
  hasReasonIfVoid,
  REASON_RULE,
  recordFields,
  saddleNumberSchema,
} from "./record-fields.ts";

const tagSchema = hashableText(64);

const betSchema = z.strictObject({
  /** Running number within the race, from 1. */
  serial: z.int().positive(),
  /** The player under a pseudonym that means nothing outside this record. */
  tag: tagSchema,
  ...betFields,
});

const inputSchema = z.strictObject({
  tick: z.int().nonnegative(),
  seq: z.int().positive(),
  player: tagSchema,
  power: hashableText(20),
  target: saddleNumberSchema,
});

/**
 * The record of a race of fairness version 1 (RACE-8): the seed is the server's alone, bets have no
 * leaves. `order`, `finishTimesMs` and `ticks` are empty if it was void before the finish.
 */
export const recordV1Schema = z
  .strictObject({
    format: z.literal(1),
    fairnessVersion: z.literal(1),
    ...recordFields,
    /** By serial. */
    bets: z.array(betSchema),
    inputs: z.array(inputSchema),
    /** By runner in saddle order. */
    finishTimesMs: z.array(z.int().positive()),
  })
  .refine(hasReasonIfVoid, REASON_RULE);

export type RaceRecordV1 = z.output<typeof recordV1Schema>;
