import { setTimeout as wait } from "node:timers/promises";
import {
  type DataSource,
  type EntityManager,
  type QueryRunner,
  QueryRunnerAlreadyReleasedError,
} from "typeorm";
import { isConnectionLoss, sqlState } from "./sql-state.ts";
import { CommitUnknown, DatabaseUnavailable, TransactionExhausted } from "./transaction-errors.ts";

const TRIES_MAX = 5;
const RETRY_MS_MIN = 5;
const RETRY_MS_MAX = 100;

/** serialization_failure and deadlock_detected: nothing happened, and the same again may succeed. */
const RETRIED = new Set(["40001", "40P01"]);

/**
 * Runs `run` in one transaction (READ COMMITTED) and answers what it answers. `run` gets the only
 * `EntityManager` that may be used inside, awaits its statements one after the other, and may be
 * called again from the start: it must have no effect outside the database.
 *
 * A deadlock or serialization failure rolls back and runs it again after 5–100 ms, five tries in all,
 * then throws `TransactionExhausted`. `DatabaseUnavailable`: the database was away before the commit
 * or let nobody in, nothing was written. `CommitUnknown`: the connection broke at the commit. Any other error rolls
 * back and is thrown as it is.
 *
 * `random` answers 0 ≤ x < 1 and spreads the pauses.
 */
export async function transaction<T>(
  dataSource: DataSource,
  run: (manager: EntityManager) => Promise<T>,
  { random = Math.random }: { random?: () => number } = {},
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await runOnce(dataSource, run);
    } catch (error) {
      if (error instanceof CommitUnknown || !RETRIED.has(sqlState(error) ?? "")) throw error;
      if (tries === TRIES_MAX) {
        throw new TransactionExhausted(`The transaction failed ${TRIES_MAX} times.`, error);
      }
    }
    await wait(RETRY_MS_MIN + random() * (RETRY_MS_MAX - RETRY_MS_MIN));
  }
}

async function runOnce<T>(
  dataSource: DataSource,
  run: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const gate = gateQueries(runner);
  let hasBegun = false;
  let isCommitting = false;
  try {
    await runner.startTransaction();
    hasBegun = true;
    const result = await run(runner.manager);
    gate.letOnly("COMMIT");
    gate.refuseAborted();
    isCommitting = true;
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (isCommitting && isOutcomeUnknown(error)) {
      await discard(runner);
      throw new CommitUnknown("The connection broke while a commit was on its way.", error);
    }
    if (!hasBegun && !isConnectionLoss(error)) {
      throw new DatabaseUnavailable("The database let nobody in; nothing was written.", error);
    }
    if (runner.isReleased || isConnectionLoss(error)) {
      await discard(runner);
      throw new DatabaseUnavailable("The database went away; nothing was written.", error);
    }
    gate.letOnly("ROLLBACK");
    if (runner.isTransactionActive) await rollBack(runner);
    throw error;
  } finally {
    // TypeORM has released it by itself when its connection broke.
    if (!runner.isReleased) await runner.release();
  }
}

/**
 * Watches the statements of one transaction. Once the callback has ended, a statement that it left
 * running must not reach the connection: it would run after the end and commit by itself.
 */
function gateQueries(runner: QueryRunner): {
  letOnly: (statement: string) => void;
  refuseAborted: () => void;
} {
  const query = runner.query.bind(runner);
  let only: string | undefined;
  let isAborted = false;
  const watched = async (...args: Parameters<QueryRunner["query"]>): Promise<unknown> => {
    if (only !== undefined && args[0] !== only) {
      throw new Error("A statement was sent after its transaction had ended; await each one.");
    }
    try {
      const result: unknown = await query(...args);
      if (/^rollback to /i.test(args[0])) isAborted = false;
      return result;
    } catch (error) {
      isAborted = true;
      throw error;
    }
  };
  runner.query = watched as QueryRunner["query"];
  return {
    letOnly: (statement) => {
      only = statement;
    },
    refuseAborted: () => {
      // PostgreSQL would answer COMMIT with a silent rollback.
      if (isAborted) throw new Error("A statement's error was kept back; nothing was written.");
    },
  };
}

/** An error that the server answered to COMMIT means that it rolled back; silence means nothing. */
function isOutcomeUnknown(error: unknown): boolean {
  // The connection had broken before: COMMIT was never sent.
  if (error instanceof QueryRunnerAlreadyReleasedError) return false;
  return sqlState(error) === undefined || isConnectionLoss(error);
}

async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    await runner.rollbackTransaction();
  } catch (error) {
    await discard(runner);
    throw new DatabaseUnavailable("The database went away; nothing was written.", error);
  }
}

/** Keeps a connection that the server has given up from going back to the pool. */
async function discard(runner: QueryRunner): Promise<void> {
  if (runner.isReleased) return;
  try {
    const client = (await runner.connect()) as { end(): Promise<void> };
    await client.end();
  } catch (error) {
    // There was never a connection: the pool could not make one.
    if (!isConnectionLoss(error)) throw error;
  }
}
