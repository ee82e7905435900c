import type { DataSource, EntityManager } from "typeorm";
import type { StoredReply } from "#server/framework/reply-lookup.ts";
import type { IdempotentAnswer } from "#server/ledger/run-idempotently.ts";

/** What runs one statement: its own transaction on a `DataSource`, a part of one on a manager. */
export type SqlSource = Pick<DataSource | EntityManager, "query">;

/** What `place_bets` and `cancel_bets` answer to one intent; `reply` is JSON as the ledger stores it. */
export interface BatchAnswerRow {
  is_replayed: boolean;
  reply: string;
}

/** The answers of a batch in the order of its intents. `decode` reads the wire form of a value. */
export function readBatchAnswers<Value>(
  rows: readonly BatchAnswerRow[],
  decode: (value: unknown) => Value,
): IdempotentAnswer<Value>[] {
  return rows.map((row): IdempotentAnswer<Value> => {
    const stored = JSON.parse(row.reply) as StoredReply;
    if (!stored.ok) return { isReplayed: row.is_replayed, ok: false, refusal: stored.refusal };
    const { text } = stored;
    if (row.is_replayed) return { isReplayed: true, ok: true, text };
    return { isReplayed: false, ok: true, text, value: decode(JSON.parse(text)) };
  });
}
