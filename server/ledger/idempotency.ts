import { type DataSource, type EntityManager, LessThan } from "typeorm";
import { hashCanonical } from "#common/framework/canonical.ts";
import { refuse } from "#common/framework/refusals.ts";
import type { IntentScope, StoredReply } from "#server/framework/reply-lookup.ts";
import { IdempotencyEntity, type IdempotencyRow } from "./idempotency-entity.ts";
import { type Operation, operations } from "./operations.ts";

/** One intent of one player. The same key of another player or operation is another intent. */
export interface IdempotencyScope {
  playerId: string;
  operation: Operation;
  /** 1 to 255 visible ASCII characters. */
  key: string;
  /** Of `fingerprintOf`. */
  fingerprint: string;
}

/** SHA-256 of an operation and its parsed input (path parameters and body, without the key). */
export function fingerprintOf(operation: Operation, input: unknown): string {
  return hashCanonical([operation, input]);
}

/** The scope of an intent as either door read it. Throws on an operation that moves no money. */
export function scopeOf({ playerId, operation, key, input }: IntentScope): IdempotencyScope {
  const known = operations.find((name) => name === operation);
  if (known === undefined) throw new Error(`${operation} is no operation of the ledger`);
  return { playerId, operation: known, key, fingerprint: fingerprintOf(known, input) };
}

/**
 * The answer that this intent already has, `undefined` if it has none yet: the look-up right after
 * authentication, before rate limits and phase checks. A key that was spent on other input is
 * refused `idempotency_key_reused`, one whose answer has expired `idempotency_key_expired`.
 */
export async function findReply(
  source: DataSource | EntityManager,
  scope: IdempotencyScope,
): Promise<StoredReply | undefined> {
  const { playerId, operation, key } = scope;
  const row = await source.getRepository(IdempotencyEntity).findOneBy({ playerId, operation, key });
  return row === null ? undefined : replyOf(row, scope);
}

/**
 * Takes the key for this transaction, after every lock and before every insert (LEDGER-5). Answers
 * `undefined` if it is ours now, else the answer it has. Waits for another transaction that holds the
 * key, for as long as `lock_timeout` allows (then SQLSTATE 55P03).
 */
export async function claimKey(
  manager: EntityManager,
  scope: IdempotencyScope,
): Promise<StoredReply | undefined> {
  const { playerId, operation, key, fingerprint } = scope;
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(IdempotencyEntity)
    .values({ playerId, operation, key, fingerprint })
    .orIgnore()
    .returning("key")
    .execute();
  if ((raw as unknown[]).length > 0) return undefined;
  // A second statement sees what the other transaction has committed, the first did not.
  const reply = await findReply(manager, scope);
  if (reply === undefined) throw new Error(`an idempotency key was taken and is gone: ${key}`);
  return reply;
}

/** Writes the final answer beside the claimed key, in the transaction of its effect. */
export async function storeReply(
  manager: EntityManager,
  scope: IdempotencyScope,
  reply: StoredReply,
): Promise<void> {
  const { playerId, operation, key } = scope;
  await manager.update(
    IdempotencyEntity,
    { playerId, operation, key },
    { reply: JSON.stringify(reply) },
  );
}

/** Drops the answers made before `before`; their keys stay spent for ever. Answers how many. */
export async function dropExpiredReplies(
  source: DataSource | EntityManager,
  before: Date,
): Promise<number> {
  const { affected } = await source
    .getRepository(IdempotencyEntity)
    .createQueryBuilder()
    .update()
    .set({ reply: null })
    .where({ createdAt: LessThan(before) })
    .andWhere("reply is not null")
    .execute();
  return affected ?? 0;
}

function replyOf(row: IdempotencyRow, scope: IdempotencyScope): StoredReply {
  if (row.fingerprint !== scope.fingerprint) return refuse("idempotency_key_reused");
  if (row.reply === null) return refuse("idempotency_key_expired");
  return JSON.parse(row.reply) as StoredReply;
}
