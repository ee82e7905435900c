import { z } from "zod";

/** A client's own name for one intent: 1 to 255 visible ASCII characters, made and stored before sending. */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .meta({
    id: "IdempotencyKey",
    description: "1 to 255 visible ASCII characters, one per intent.",
  });
