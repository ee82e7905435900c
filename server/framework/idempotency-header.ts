import type { IncomingHttpHeaders } from "node:http";
import { idempotencyKeySchema } from "#common/framework/idempotency-key.ts";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";

/**
 * The key of a request: `Idempotency-Key` (the standard, quoted or bare) and `X-Idempotency-Key`
 * are synonyms; both present and different is `idempotency_key_invalid`.
 */
export function readIdempotencyKey(
  headers: IncomingHttpHeaders,
): Outcome<string, "idempotency_key_required" | "idempotency_key_invalid"> {
  const given = [headers["idempotency-key"], headers["x-idempotency-key"]]
    .flatMap((value) => value ?? [])
    .map(unquote);
  const key = given[0];
  if (key === undefined) return refuse("idempotency_key_required");
  if (given.some((other) => other !== key) || !idempotencyKeySchema.safeParse(key).success) {
    return refuse("idempotency_key_invalid");
  }
  return accept(key);
}

function unquote(value: string): string {
  return /^".*"$/.test(value) ? value.slice(1, -1) : value;
}
