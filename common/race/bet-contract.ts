import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";
import type { RefusalCode } from "#common/framework/refusals.ts";
import { walletSchema } from "#common/wallet/wallet-schemas.ts";
import { betReceiptSchema, betSchema, marketNameSchema, selectionSchema } from "./bet-schemas.ts";
import { raceIdSchema } from "./race-id.ts";

/** What a player asks for, the same through both doors. */
export const betOrder = {
  raceId: raceIdSchema,
  market: marketNameSchema,
  selection: selectionSchema,
  stake: amountSchema,
};

/** A bet to cancel: its id is the key of the intent. */
export const betTarget = z.strictObject({ betId: z.string().regex(/^\d{1,18}$/) });

/** What a player gets for a cancelled bet: the bet and the balance after it. */
export const cancelledBetSchema = z.object({ bet: betSchema, wallet: walletSchema });

/** What a player gets for a bet: the bet, its receipt and the balance after it. */
export const placedBetSchema = z.object({
  bet: betSchema,
  receipt: betReceiptSchema,
  wallet: walletSchema,
});

/** In the order they are looked for. */
export const placeBetRefusals = [
  "race_unknown",
  "betting_closed",
  "market_unknown",
  "runner_unknown",
  "stake_below_minimum",
  "stake_above_maximum",
  "race_limit_reached",
  "insufficient_funds",
  "liability_limit",
] as const satisfies readonly RefusalCode[];

export const cancelBetRefusals = [
  "bet_unknown",
  "bet_not_open",
  "betting_closed",
  "cancel_closed",
  "liability_limit",
] as const satisfies readonly RefusalCode[];
