import { createHash } from "node:crypto";

/**
 * The key of a PostgreSQL advisory lock for `name`: 64 bits, signed, in decimal. One-key locks and
 * two-key locks (the race gates) never meet.
 */
export function advisoryKey(name: string): string {
  return createHash("sha256").update(name).digest().readBigInt64BE(0).toString();
}
