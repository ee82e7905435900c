import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";

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
