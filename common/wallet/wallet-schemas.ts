import { z } from "zod";
import { amountSchema, signedAmountSchema } from "#common/framework/amounts.ts";

/**
 * Chips are free and for wagers; coins are earned by gifts and watch time. Nothing turns one into
 * the other (LEDGER-2).
 */
export const currencies = ["chips", "coins"] as const;
export type Currency = (typeof currencies)[number];

/**
 * A balance at one version (LEDGER-3): available = total − locked. A phone keeps the highest
 * version it has seen, so a replayed reply never overwrites a newer balance.
 */
export const walletSchema = z
  .object({
    currency: z.enum(currencies),
    total: amountSchema,
    locked: amountSchema,
    available: amountSchema,
    version: z.int(),
  })
  .meta({ id: "Wallet" });
export type Wallet = z.output<typeof walletSchema>;
export type WalletWire = z.input<typeof walletSchema>;

/** Kinds of transfers a player meets on the statement. */
export const transferKinds = [
  "join_grant",
  "daily_floor",
  "house_bankroll",
  "bet_placed",
  "bet_cancelled",
  "race_settled",
  "race_refunded",
  "bet_scratched",
  "liability_moved",
  "power_held",
  "power_captured",
  "power_released",
  "favor_lent",
  "favor_repaid",
  "reversal",
  "gift_coins",
  "watch_coins",
  "handle_linked",
  "handle_unlinked",
] as const;
export type TransferKind = (typeof transferKinds)[number];

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
    /** Epoch milliseconds. */
    at: z.number(),
  })
  .meta({ id: "StatementEntry" });
export type StatementEntryWire = z.input<typeof statementEntrySchema>;
