import type { DataSource } from "typeorm";
import type { ReplyLookup } from "#server/framework/reply-lookup.ts";
import { findReply, scopeOf } from "./idempotency.ts";

/** The ledger's answer to "has this intent been decided?", for both doors. */
export function createReplyLookup(dataSource: DataSource): ReplyLookup {
  return (intent) => findReply(dataSource, scopeOf(intent));
}
