import { z } from "zod";
import { marketNameSchema, selectionSchema } from "./bet-schemas.ts";
import { chipsSchema, hashSchema, saddleNumberSchema, shortHexSchema } from "./record-fields.ts";

/** One bet of this phone, with all that its leaf is made of, the leaf and the chain's head with it. */
const receivedBetSchema = z.strictObject({
  serial: z.int().positive(),
  market: marketNameSchema,
  selection: selectionSchema,
  stake: chipsSchema,
  /** Hundredths per chip at fixed odds; 0 = tote. */
  price: z.int().nonnegative(),
  tag: shortHexSchema,
  salt: shortHexSchema,
  leaf: hashSchema,
  head: hashSchema,
  /** This phone took it back: `asked`, and perhaps heard no answer; `done`: the server said yes. */
  cancel: z.enum(["asked", "done"]).optional(),
});

/** A power as everybody in the room was told of it. */
const seenCastSchema = z.strictObject({
  tick: z.int().nonnegative(),
  power: z.string().max(20),
  target: saddleNumberSchema,
  cost: chipsSchema,
});

/**
 * What a phone has seen and kept of one race, to hold the record against (RACE-6 d). Whatever it was
 * not there to see is absent.
 */
export const raceReceiptsSchema = z.strictObject({
  raceId: z.int().positive(),
  /** When this was begun, epoch milliseconds of the phone's own clock. */
  keptAt: z.int().nonnegative().optional(),
  /** Seen before betting was locked. */
  commit: hashSchema.optional(),
  seedAnchor: hashSchema.optional(),
  seedIndex: z.int().positive().optional(),
  /** Seen at the lock. */
  lock: z
    .strictObject({
      betsHead: hashSchema,
      betsRoot: hashSchema,
      cancelsRoot: hashSchema,
      entropyRoot: hashSchema,
      scratched: z.array(saddleNumberSchema),
    })
    .optional(),
  /** This phone's own part in the seed. */
  entropy: z
    .strictObject({
      secret: hashSchema,
      /** The server accepted the hash after it had called the phones. */
      isAnswered: z.boolean(),
      /** The secret has left this phone: noted before it is sent. */
      isSent: z.boolean(),
      /** The server accepted the secret before the off. */
      isRevealed: z.boolean(),
    })
    .optional(),
  bets: z.array(receivedBetSchema),
  /** This phone's own powers, as the server took them. */
  casts: z.array(z.strictObject({ ...seenCastSchema.shape, seq: z.int().positive() })).optional(),
  /** Every power this phone heard of, its own included. */
  castsSeen: z.array(seenCastSchema).optional(),
  /** This phone was there from before the off to the end without a break: it heard of every power. */
  sawAllCasts: z.boolean().optional(),
});
export type RaceReceipts = z.output<typeof raceReceiptsSchema>;
export type ReceivedBet = RaceReceipts["bets"][number];
export type SeenCast = NonNullable<RaceReceipts["castsSeen"]>[number];
