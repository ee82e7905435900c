import { z } from "zod";
import { hashCanonical } from "#common/framework/canonical.ts";
import { powerNames } from "./powers.ts";
import {
  betFields,
  chipsSchema,
  hashSchema,
  hasReasonIfVoid,
  REASON_RULE,
  recordFields,
  saddleNumberSchema,
  shortHexSchema,
} from "./record-fields.ts";
import { type RaceRecordV1, recordV1Schema } from "./record-v1.ts";
import { SEED_CHAIN_LENGTH_MAX } from "./seed-chain.ts";

/** Format of the records that are written today; `recordSchema` reads the earlier one too. */
export const RECORD_FORMAT = 2;

const betSchema = z.strictObject({
  /** Running number within the race, from 1 without a gap: cancelled bets are here too. */
  serial: z.int().positive(),
  /** The player under a pseudonym that means nothing outside this race. */
  tag: shortHexSchema,
  salt: shortHexSchema,
  ...betFields,
  /** Hundredths per chip at fixed odds; 0 = tote. */
  price: z.int().nonnegative().max(0xffff_ffff),
});

const inputSchema = z.strictObject({
  seq: z.int().positive(),
  tick: z.int().nonnegative(),
  /** The caster's tag. */
  player: shortHexSchema,
  power: z.enum(powerNames),
  target: saddleNumberSchema,
  cost: chipsSchema,
  /** `captured`: it worked. `refunded`: the race was void. */
  status: z.enum(["captured", "released", "refunded"]),
  /** Why it was released; empty otherwise. */
  reason: z.string().regex(/^[a-z_]{0,40}$/),
});

const phoneSchema = z.strictObject({
  tag: shortHexSchema,
  /** SHA-256 of the secret, sent while betting was open. */
  hash: hashSchema,
  /** 32 bytes; null = withheld. */
  secret: hashSchema.nullable(),
});

/** What was fixed at the lock; null in a race void before it. */
const lockSchema = z.strictObject({
  betCount: z.int().nonnegative(),
  betsHead: hashSchema,
  betsRoot: hashSchema,
  /** `cancelsRoot` over the bets that had been cancelled by then. */
  cancelsRoot: hashSchema,
  phoneCount: z.int().nonnegative(),
  entropyRoot: hashSchema,
});

/**
 * RACE-8: all that is needed to replay a race and to verify it offline, fairness version 2. It exists
 * only once the race is official or void, because it carries the seed. Of a race void after its lock
 * it tells how it would have ended; `order`, `finishTimesMs` and `ticks` are empty before that, or
 * where the race was of an engine that its end no longer knew.
 */
const recordV2Schema = z
  .strictObject({
    format: z.literal(RECORD_FORMAT),
    fairnessVersion: z.literal(2),
    ...recordFields,
    /** s_0 of the lobby's chain of seeds; `serverSeed` is its s_k, k = `seedIndex` (RACE-6 a). */
    seedAnchor: hashSchema,
    seedIndex: z.int().positive().max(SEED_CHAIN_LENGTH_MAX),
    /** N: for how many races the chain lasts. */
    seedChainLength: z.int().positive().max(SEED_CHAIN_LENGTH_MAX),
    /** Head of the chain of bets. */
    betsHead: hashSchema,
    lock: lockSchema.nullable(),
    /** The phones in the entropy tree, in their places. */
    entropy: z.array(phoneSchema),
    /** Root and count of what was revealed, and the 32 bytes that run the race; null before the lock. */
    revealedRoot: hashSchema.nullable(),
    revealedCount: z.int().nonnegative().nullable(),
    raceSeed: hashSchema.nullable(),
    /** By serial. */
    bets: z.array(betSchema),
    /** By `seq`. */
    inputs: z.array(inputSchema),
    /** Saddle numbers taken out before the lock, ascending (TOTE-6). */
    scratched: z.array(saddleNumberSchema),
    /** By runner in saddle order; 0 = scratched. */
    finishTimesMs: z.array(z.int().nonnegative()),
    /** How many races of this lobby were void after their lock so far, this one included (RACE-6 f). */
    voidsAfterLock: z.int().nonnegative(),
    /** `recordHash` of this record. */
    hash: hashSchema,
  })
  .refine(hasReasonIfVoid, REASON_RULE)
  .refine(({ status, lock }) => status === "void" || lock !== null, "it was never locked")
  .refine(
    ({ lock, revealedRoot, revealedCount, raceSeed }) =>
      [revealedRoot, revealedCount, raceSeed].every((it) => (it === null) === (lock === null)),
    "what follows from the lock is there exactly if there was one",
  );

/** A record as it comes from outside, of either format. */
export const recordSchema = z.discriminatedUnion("format", [recordV1Schema, recordV2Schema]);

export type RaceRecordV2 = z.output<typeof recordV2Schema>;
export type RaceRecord = RaceRecordV1 | RaceRecordV2;
/** A record whose hash is not in it, yet or at all. */
export type UnsealedRecord = RaceRecordV1 | Omit<RaceRecordV2, "hash">;
export type RecordedBet = RaceRecord["bets"][number];

/**
 * SHA-256 of the canonical JSON of the record without its `hash`: the next record carries it.
 * `digest` as in `hashCanonical`.
 */
export function recordHash(
  record: RaceRecord | UnsealedRecord,
  digest?: (bytes: Uint8Array) => Uint8Array,
): string {
  const { hash: _, ...rest } = record as UnsealedRecord & { hash?: string };
  return hashCanonical(rest, digest);
}
