import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";
import type { RefusalCode } from "#common/framework/refusals.ts";
import { walletSchema } from "#common/wallet/wallet-schemas.ts";
import { favorSchema } from "./favor-schemas.ts";
import { favorTerms } from "./favor-terms.ts";

/** What a lender offers. */
export const favorOrderSchema = z.strictObject({
  borrowerId: z.uuid(),
  amount: amountSchema,
  /** Whole percent of the amount. */
  feePercent: z.int().min(0).max(favorTerms.feePercentMax),
  /** Official races until it is due. */
  races: z.int().min(1).max(favorTerms.racesMax),
});

export const favorTargetSchema = z.strictObject({ favorId: z.string().regex(/^\d{1,18}$/) });

export const favorAnswerSchema = z.object({ favor: favorSchema });

/** What accepting and repaying answer: the favor and the caller's balance after it. */
export const paidFavorSchema = z.object({ favor: favorSchema, wallet: walletSchema });

/** In the order they are looked for. */
export const offerFavorRefusals = [
  "invalid_input",
  "player_unknown",
  "favor_not_allowed",
  "favor_limit_reached",
] as const satisfies readonly RefusalCode[];

export const acceptFavorRefusals = [
  "favor_unknown",
  "favor_not_open",
  "favor_not_allowed",
  "favor_limit_reached",
] as const satisfies readonly RefusalCode[];

export const repayFavorRefusals = [
  "invalid_input",
  "favor_unknown",
  "favor_not_open",
  "favor_limit_reached",
  "insufficient_funds",
] as const satisfies readonly RefusalCode[];
