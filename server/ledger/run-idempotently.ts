import type { DataSource, EntityManager } from "typeorm";
import {
  isRetryable,
  type Outcome,
  type Refusal,
  type RefusalCode,
  refuse,
} from "#common/framework/refusals.ts";
import type { StoredReply } from "#server/framework/reply-lookup.ts";
import { isDatabaseAway } from "#server/storage/is-database-away.ts";
import { sqlState } from "#server/storage/sql-state.ts";
import { transaction } from "#server/storage/transaction.ts";
import { CommitUnknown } from "#server/storage/transaction-errors.ts";
import { claimKey, findReply, type IdempotencyScope, storeReply } from "./idempotency.ts";

/**
 * What one intent gets. `text` is the value's wire JSON, as stored: it goes out byte for byte, with
 * `Idempotency-Replayed: true` where `isReplayed`. `value` is there when it was made just now.
 * `isRetried`: this very request was tried before and mostly made the answer then, without hearing so.
 */
export type IdempotentAnswer<Value> =
  | { isReplayed: false; ok: true; text: string; value: Value }
  | { isReplayed: true; isRetried?: true; ok: true; text: string }
  | { isReplayed: boolean; ok: false; refusal: Refusal };

export interface IdempotentRun<Value, Gated> {
  dataSource: DataSource;
  scope: IdempotencyScope;
  /** Takes every lock in the order of LEDGER-5 and writes nothing; what it answers goes to `execute`. */
  gate(manager: EntityManager): Promise<Gated>;
  /** Refusals that may pass by themselves: answered without being stored, as retryable ones are. */
  passing?: readonly RefusalCode[];
  /** Decides first and writes after: what it has written when it refuses would be committed. */
  execute(manager: EntityManager, gated: Gated): Promise<Outcome<Value>>;
  /** The value as wire JSON. */
  encode(value: Value): string;
}

/**
 * Runs one money operation exactly once for its key: key, effect and stored reply are one
 * transaction. The rows of the state table in docs/rules.md:
 *
 * - new key: executed; its value or its refusal is stored and final
 * - key done, same input: the stored answer again; other input: `idempotency_key_reused`
 * - key in flight: waits for it; longer than the lock timeout (2 s): `idempotency_in_progress`
 * - answer expired: `idempotency_key_expired`
 * - a retryable or `passing` refusal, five deadlocks, the database away or too slow: nothing happened,
 *   nothing is stored (`overloaded` where the database is the reason)
 * - connection lost at the commit: the key is read again once; without a row it is executed again.
 *   Lost once more it is `overloaded` too, and may have happened: the same key finds out
 *
 * Anything else that `gate` or `execute` throws rolls back and is thrown on.
 */
export async function runIdempotently<Value, Gated>(
  run: IdempotentRun<Value, Gated>,
): Promise<IdempotentAnswer<Value>> {
  try {
    return await attempt(run);
  } catch (error) {
    if (!(error instanceof CommitUnknown)) return answerFailure(error);
  }
  try {
    const stored = await findReply(run.dataSource, run.scope);
    return stored === undefined
      ? await attempt(run)
      : { ...replay(stored), ...(stored.ok && { isRetried: true }) };
  } catch (error) {
    // Unknown once more: the client's own retry with its key finds out.
    return answerFailure(error);
  }
}

async function attempt<Value, Gated>(
  run: IdempotentRun<Value, Gated>,
): Promise<IdempotentAnswer<Value>> {
  const { dataSource, scope } = run;
  return transaction(dataSource, async (manager): Promise<IdempotentAnswer<Value>> => {
    const gated = await run.gate(manager);
    const stored = await claimFreeKey(manager, scope);
    if (stored !== undefined) return replay(stored);
    const outcome = await run.execute(manager, gated);
    if (!outcome.ok) {
      const { code } = outcome.refusal;
      if (isRetryable(code) || run.passing?.includes(code)) throw new RetryLater(outcome.refusal);
      await storeReply(manager, scope, outcome);
      return failed(outcome);
    }
    const text = run.encode(outcome.value);
    await storeReply(manager, scope, { ok: true, text });
    return { isReplayed: false, ok: true, text, value: outcome.value };
  });
}

/** Takes the key; where another request holds it for too long, that one is still under way. */
async function claimFreeKey(
  manager: EntityManager,
  scope: IdempotencyScope,
): Promise<StoredReply | undefined> {
  try {
    return await claimKey(manager, scope);
  } catch (error) {
    if (sqlState(error) !== LOCK_TIMEOUT) throw error;
    throw new RetryLater(refuse("idempotency_in_progress").refusal);
  }
}

/** Rolls back a transaction whose refusal is not the intent's last answer. */
class RetryLater extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** lock_not_available. */
const LOCK_TIMEOUT = "55P03";

/**
 * What a failed try answers: a refusal that invites the same request again, where the database is the
 * reason. Throws any other error on: it is a bug.
 */
export function answerFailure(error: unknown): { isReplayed: false; ok: false; refusal: Refusal } {
  if (error instanceof RetryLater) return { isReplayed: false, ok: false, refusal: error.refusal };
  if (isDatabaseAway(error)) return failed(refuse("overloaded"));
  throw error;
}

function failed(answer: { ok: false; refusal: Refusal }) {
  return { isReplayed: false, ok: false, refusal: answer.refusal } as const;
}

function replay(stored: StoredReply): { isReplayed: true } & StoredReply {
  return { ...stored, isReplayed: true };
}
