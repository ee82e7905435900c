import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";
import { defineRoutes } from "#common/framework/route-contract.ts";
import {
  acceptFavorRefusals,
  favorAnswerSchema,
  favorOrderSchema,
  favorTargetSchema,
  offerFavorRefusals,
  paidFavorSchema,
  repayFavorRefusals,
} from "./favor-contract.ts";
import { favorPartySchema, favorSchema } from "./favor-schemas.ts";

export const favorRoutes = defineRoutes({
  offerFavor: {
    method: "POST",
    path: "/favors",
    summary: "Offer chips to a player of my lobby; they move when the offer is accepted.",
    tag: "favors",
    roles: ["player"],
    body: favorOrderSchema,
    reply: favorAnswerSchema,
    status: 201,
    refusals: offerFavorRefusals,
    isIdempotent: true,
  },
  acceptFavor: {
    method: "POST",
    path: "/favors/:favorId/accept",
    summary: "Take what was offered to me; the chips are mine at once.",
    tag: "favors",
    roles: ["player"],
    params: favorTargetSchema,
    reply: paidFavorSchema,
    status: 200,
    refusals: acceptFavorRefusals,
    isIdempotent: true,
  },
  declineFavor: {
    method: "POST",
    path: "/favors/:favorId/decline",
    summary: "Leave an offer that was made to me; a repeat gets the same answer.",
    tag: "favors",
    roles: ["player"],
    params: favorTargetSchema,
    reply: favorAnswerSchema,
    status: 200,
    refusals: ["favor_unknown", "favor_not_open"],
  },
  withdrawFavor: {
    method: "POST",
    path: "/favors/:favorId/withdraw",
    summary: "Take my offer back while nobody has accepted it; a repeat gets the same answer.",
    tag: "favors",
    roles: ["player"],
    params: favorTargetSchema,
    reply: favorAnswerSchema,
    status: 200,
    refusals: ["favor_unknown", "favor_not_open"],
  },
  repayFavor: {
    method: "POST",
    path: "/favors/:favorId/repay",
    summary: "Give back part of what I owe, or all of it.",
    tag: "favors",
    roles: ["player"],
    params: favorTargetSchema,
    body: z.strictObject({ amount: amountSchema }),
    reply: paidFavorSchema,
    status: 200,
    refusals: repayFavorRefusals,
    isIdempotent: true,
  },
  readMyFavors: {
    method: "GET",
    path: "/favors/me",
    summary: "What I have lent, borrowed and offered, and what I could lend now.",
    tag: "favors",
    roles: ["player"],
    reply: z.object({
      /** My own, 0 to 200. */
      loyalty: z.int(),
      /** Chips I could lend now; the most of one favor is `amountMax`. */
      lendable: amountSchema,
      amountMax: amountSchema,
      /** Official races with a bet of mine still missing before I can lend or borrow here; 0 = none. */
      racesMissing: z.int(),
      /** Offers that wait for my answer, and mine that wait for another's; of this lobby. */
      offersToMe: z.array(favorSchema),
      offersByMe: z.array(favorSchema),
      /** Open debts to me and mine, the oldest first. */
      lent: z.array(favorSchema),
      borrowed: z.array(favorSchema),
      /** The latest that have ended, newest first, at most 10. */
      past: z.array(favorSchema),
    }),
    status: 200,
    refusals: [],
  },
  listBorrowers: {
    method: "GET",
    path: "/favors/players",
    summary:
      "Who could borrow in my lobby, by name: three settled races behind them, room for a debt.",
    tag: "favors",
    roles: ["player"],
    reply: z.object({ players: z.array(favorPartySchema) }),
    status: 200,
    refusals: [],
  },
});
