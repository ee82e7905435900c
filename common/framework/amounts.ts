import { z } from "zod";

/** Whole chips. Never a fraction: every division says its rounding and where the remainder goes. */
export type Amount = bigint;

/**
 * An amount on the wire: a decimal string of 1 to 18 digits, no sign, no leading zero
 * (a number would lose precision past 2^53); a `bigint` in the program.
 */
export const amountSchema = z
  .codec(z.string().regex(/^(0|[1-9]\d{0,17})$/), z.bigint(), {
    decode: (text) => BigInt(text),
    encode: (amount) => amount.toString(),
  })
  .meta({ id: "Amount", description: "Whole chips as a decimal string, 0 to 18 digits." });

/** Like `amountSchema`, but may be negative: one side of a posting. */
export const signedAmountSchema = z
  .codec(z.string().regex(/^-?(0|[1-9]\d{0,17})$/), z.bigint(), {
    decode: (text) => BigInt(text),
    encode: (amount) => amount.toString(),
  })
  .meta({
    id: "SignedAmount",
    description: "Whole chips as a decimal string, with a sign if negative.",
  });
