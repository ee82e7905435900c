import { z } from "zod";
import { canonical, hashCanonical } from "#common/framework/canonical.ts";
import { cardSchema, hashableText } from "./card-schema.ts";
import { FIELD_SIZE_MAX } from "./field-size.ts";

/** Format of the record itself; a reader refuses any other. */
export const RECORD_FORMAT = 1;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const chipsSchema = z.string().regex(/^(0|[1-9]\d{0,17})$/);
const signedChipsSchema = z.string().regex(/^(0|-?[1-9]\d{0,17})$/);
const saddleNumberSchema = z.int().min(1).max(FIELD_SIZE_MAX);
const selectionSchema = z.array(saddleNumberSchema).min(1).max(3);
const marketSchema = hashableText(20);
const tagSchema = hashableText(64);
const epochMsSchema = z.int().nonnegative();

const betSchema = z.strictObject({
  /** Running number within the race, from 1. */
  serial: z.int().positive(),
  /** The player under a pseudonym that means nothing outside this record. */
  tag: tagSchema,
  market: marketSchema,
  selection: selectionSchema,
  /** Chips, decimal string. */
  stake: chipsSchema,
  status: z.enum(["won", "lost", "refunded", "cancelled"]),
  /** Chips that came back, stake included; for a cancelled bet the stake less the fee. */
  payout: chipsSchema,
});

const poolSchema = z.strictObject({
  market: marketSchema,
  /** Accepted stakes less refunds. */
  gross: chipsSchema,
  takeout: chipsSchema,
  net: chipsSchema,
  paid: chipsSchema,
  /** `net - paid`: negative in a minus pool (TOTE-7). */
  breakage: signedChipsSchema,
  /** Absent: nothing went back. */
  refunds: chipsSchema.optional(),
  dividends: z.array(z.strictObject({ selection: selectionSchema, perUnit: hashableText(40) })),
});

const inputSchema = z.strictObject({
  tick: z.int().nonnegative(),
  seq: z.int().positive(),
  player: tagSchema,
  power: hashableText(20),
  target: saddleNumberSchema,
});

const marketRulesSchema = z
  .record(z.string(), z.unknown())
  .refine(hasCanonicalForm, "market rules must be plain JSON with whole numbers");

/**
 * RACE-8: all that is needed to replay a race and to verify it offline. It exists only once the
 * race is official or void, because it carries the seed.
 */
export const recordSchema = z
  .strictObject({
    format: z.literal(RECORD_FORMAT),
    raceId: z.int().positive(),
    lobby: hashableText(16),
    /** Number of the race within its lobby, from 1. */
    raceNumber: z.int().positive(),
    card: cardSchema,
    cardHash: hashSchema,
    /** The house's terms for this race, of no meaning here. */
    marketRules: marketRulesSchema,
    marketRulesHash: hashSchema,
    engineHash: hashSchema,
    fairnessVersion: z.literal(1),
    /** `commitment`, published before betting opened. */
    commit: hashSchema,
    /** 32 bytes in hexadecimal. */
    serverSeed: hashSchema,
    /** By serial. */
    bets: z.array(betSchema),
    inputs: z.array(inputSchema),
    /** Saddle numbers by placing; a dead heat shares a list. Empty if void before the finish. */
    order: z.array(z.array(saddleNumberSchema).min(1)),
    /** By runner in saddle order. Empty if void before the finish. */
    finishTimesMs: z.array(z.int().positive()),
    /** Steps until the last runner crossed; 0 if void before the finish. */
    ticks: z.int().nonnegative(),
    pools: z.array(poolSchema),
    status: z.enum(["official", "void"]),
    voidReason: hashableText(200).optional(),
    /** `recordHash` of the race before; null for the first of all. */
    previousRecordHash: hashSchema.nullable(),
    /** Epoch milliseconds; null if void before the off. */
    offAt: epochMsSchema.nullable(),
    /** When it became official or void, epoch milliseconds. */
    officialAt: epochMsSchema,
  })
  .refine(
    ({ status, voidReason }) => (status === "void") === (voidReason !== undefined),
    "a void race has a reason, an official one has none",
  );

export type RaceRecord = z.output<typeof recordSchema>;
export type RecordedBet = RaceRecord["bets"][number];
export type RecordedPool = RaceRecord["pools"][number];

/** SHA-256 of the canonical JSON of the record: the next record carries it. */
export function recordHash(record: RaceRecord): string {
  return hashCanonical(record);
}

function hasCanonicalForm(value: unknown): boolean {
  try {
    canonical(value);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
