import { z } from "zod";
import { canonical } from "#common/framework/canonical.ts";
import { cardSchema, hashableText } from "./card-schema.ts";
import { FIELD_SIZE_MAX } from "./field-size.ts";

/** 32 bytes in hexadecimal. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** 16 bytes in hexadecimal. */
export const shortHexSchema = z.string().regex(/^[0-9a-f]{32}$/);
export const chipsSchema = z.string().regex(/^(0|[1-9]\d{0,17})$/);
const signedChipsSchema = z.string().regex(/^(0|-?[1-9]\d{0,17})$/);
export const saddleNumberSchema = z.int().min(1).max(FIELD_SIZE_MAX);
const selectionSchema = z.array(saddleNumberSchema).min(1).max(3);
const marketSchema = hashableText(20);
const epochMsSchema = z.int().nonnegative();

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
export type RecordedPool = z.output<typeof poolSchema>;

const marketRulesSchema = z
  .record(z.string(), z.unknown())
  .refine(hasCanonicalForm, "market rules must be plain JSON with whole numbers");

/** What records of every format say alike. */
export const recordFields = {
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
  /** The commitment, published before betting opened. */
  commit: hashSchema,
  /** 32 bytes in hexadecimal. */
  serverSeed: hashSchema,
  /** Saddle numbers by placing; a dead heat shares a list. */
  order: z.array(z.array(saddleNumberSchema).min(1)),
  /** Steps until the last runner crossed. */
  ticks: z.int().nonnegative(),
  pools: z.array(poolSchema),
  status: z.enum(["official", "void"]),
  voidReason: hashableText(200).optional(),
  /** `recordHash` of the race before in this lobby; null for its first. */
  previousRecordHash: hashSchema.nullable(),
  /** Epoch milliseconds; null if void before the off. */
  offAt: epochMsSchema.nullable(),
  /** When it became official or void, epoch milliseconds. */
  officialAt: epochMsSchema,
};

/** What records of every format say of a bet. */
export const betFields = {
  market: marketSchema,
  selection: selectionSchema,
  /** Chips, decimal string. */
  stake: chipsSchema,
  status: z.enum(["won", "lost", "refunded", "cancelled"]),
  /** Chips that came back, stake included; for a cancelled bet the stake less the fee. */
  payout: chipsSchema,
};

export function hasReasonIfVoid({
  status,
  voidReason,
}: {
  status: string;
  voidReason?: string | undefined;
}): boolean {
  return (status === "void") === (voidReason !== undefined);
}

export const REASON_RULE = "a void race has a reason, an official one has none";

function hasCanonicalForm(value: unknown): boolean {
  try {
    canonical(value);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
