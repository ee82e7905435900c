import { z } from "zod";
import { amountSchema, signedAmountSchema } from "#common/framework/amounts.ts";
import { transferKinds } from "./wallet-schemas.ts";

/** A bet that a movement is about, with the names that explain it. */
const statementBetSchema = z
  .object({
    /** Decimal string. */
    id: z.string(),
    market: z.string(),
    /** Saddle numbers, in the order that counts for the market. */
    selection: z.array(z.int()),
    /** Names of those runners, in the same order. */
    runners: z.array(z.string()),
    stake: amountSchema,
    /** What it is now, which may be more than what it was at this movement. */
    status: z.enum(["open", "cancelled", "won", "lost", "refunded"]),
    payout: amountSchema,
    /** Dividend per chip, or the fixed price, as a decimal; null unless it won. */
    perUnit: z.string().nullable(),
  })
  .meta({ id: "StatementBet" });
export type StatementBet = z.output<typeof statementBetSchema>;
export type StatementBetWire = z.input<typeof statementBetSchema>;

/** The power that a movement is about. */
const statementCastSchema = z
  .object({
    power: z.string(),
    /** Saddle number and name of the runner it was meant for. */
    target: z.int(),
    runner: z.string(),
  })
  .meta({ id: "StatementCast" });
export type StatementCast = z.output<typeof statementCastSchema>;

/** One movement on a player's statement, newest first. */
export const statementEntrySchema = z
  .object({
    /** Id of the transfer, decimal string; the page cursor. */
    id: z.string(),
    kind: z.enum(transferKinds),
    /** Effect on the total: 0 when chips only moved between available and locked. */
    amount: signedAmountSchema,
    /** Effect on the locked part. */
    lockedAmount: signedAmountSchema,
    /** Total after this movement. */
    totalAfter: amountSchema,
    raceId: z.int().nullable(),
    /** Number of that race within its lobby. */
    raceNumber: z.int().nullable(),
    betId: z.string().nullable(),
    /** My bets that it is about; a settled pool has all that I had in it. */
    bets: z.array(statementBetSchema),
    /** The power it is about. */
    cast: statementCastSchema.nullable(),
    /** Name of the other player of a favor. */
    otherPlayer: z.string().nullable(),
    /** Epoch milliseconds. */
    at: z.number(),
  })
  .meta({ id: "StatementEntry" });
export type StatementEntryWire = z.input<typeof statementEntrySchema>;
