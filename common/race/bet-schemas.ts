import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";

/** Saddle numbers of a selection, 1 to 24; win and place name one runner. */
export const selectionSchema = z
  .array(z.int().min(1).max(24))
  .min(1)
  .max(3)
  .meta({ id: "Selection" });

/** A market's name as it travels, visible ASCII; an unknown one is refused `market_unknown`. */
export const marketNameSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,20}$/)
  .meta({ id: "MarketName" });

/** One bet of one player, as that player sees it. */
export const betSchema = z
  .object({
    /** Decimal string. */
    id: z.string(),
    raceId: z.int(),
    market: z.string(),
    selection: selectionSchema,
    stake: amountSchema,
    status: z.enum(["open", "cancelled", "won", "lost", "refunded"]),
    /** What came back to the player, stake included; 0 while open and when lost. */
    payout: amountSchema,
    /** Fee kept of a cancelled bet. */
    fee: amountSchema,
    /** Hundredths per chip at fixed odds, frozen in the bet; null = tote. */
    price: z.int().nullable(),
    /** Running number within the race; null in a race of fairness version 1. */
    serial: z.int().nullable(),
    /** Epoch milliseconds. */
    placedAt: z.number(),
  })
  .meta({ id: "Bet" });
export type Bet = z.output<typeof betSchema>;
export type BetWire = z.input<typeof betSchema>;

const hexSchema = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/**
 * What a player keeps to prove that a bet is in the record (RACE-6 b): all that its leaf is made of
 * besides the bet itself, the leaf, and the chain's head with it. Hexadecimal.
 */
export const betReceiptSchema = z
  .object({ tag: hexSchema(16), salt: hexSchema(16), leaf: hexSchema(32), head: hexSchema(32) })
  .meta({ id: "BetReceipt" });
export type BetReceipt = z.output<typeof betReceiptSchema>;
