import type { DataSource } from "typeorm";
import type { ReplyLookup } from "#server/framework/reply-lookup.ts";
import { findReply, fingerprintOf } from "./idempotency.ts";
import { operations } from "./operations.ts";

/** The ledger's answer to "has this intent been decided?", for both doors. */
export function createReplyLookup(dataSource: DataSource): ReplyLookup {
  return ({ playerId, operation, key, input }) => {
    const known = operations.find((name) => name === operation);
    if (known === undefined) throw new Error(`${operation} is no operation of the ledger`);
    return findReply(dataSource, {
      playerId,
      operation: known,
      key,
      fingerprint: fingerprintOf(known, input),
    });
  };
}
