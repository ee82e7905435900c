import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";

/** A player as the other party of a favor sees them. */
export const favorPartySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** 0 to 200, 100 at the start: raised by repaying, lowered by a default (LEDGER-9). */
    loyalty: z.int(),
  })
  .meta({ id: "FavorParty" });
export type FavorPartyWire = z.input<typeof favorPartySchema>;

/** Chips that one player lends another, as both of them see it. */
export const favorSchema = z
  .object({
    /** Decimal string. */
    id: z.string(),
    lender: favorPartySchema,
    borrower: favorPartySchema,
    amount: amountSchema,
    fee: amountSchema,
    repaid: amountSchema,
    /** amount + fee − repaid once accepted; 0 before and when it came to nothing. */
    owed: amountSchema,
    /** Official races until it is due; void ones don't count. */
    racesLeft: z.int(),
    status: z.enum(["offered", "open", "repaid", "declined", "withdrawn"]),
    /** It fell due unpaid; it is collected from wins all the same. */
    isOverdue: z.boolean(),
    /** Epoch milliseconds. */
    offeredAt: z.number(),
    acceptedAt: z.number().nullable(),
    endedAt: z.number().nullable(),
  })
  .meta({ id: "Favor" });
export type Favor = z.output<typeof favorSchema>;
export type FavorWire = z.input<typeof favorSchema>;
