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
 * then throws `TransactionExhausted`. `DatabaseUnavailable`: the database was away before the commit,
 * nothing was written. `CommitUnknown`: the connection broke at the commit. Any other error rolls
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
  let isCommitting = false;
  try {
    await runner.startTransaction();
    const result = await run(runner.manager);
    gate.letOnly("COMMIT");
    await refuseAborted(runner);
    isCommitting = true;
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (isCommitting && isOutcomeUnknown(error)) {
      throw new CommitUnknown("The connection broke while a commit was on its way.", error);
    }
    if (runner.isReleased || isConnectionLoss(error)) {
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
 * Once the callback has ended, a statement that it left running must not reach the connection: it
 * would run after the end of the transaction and commit by itself.
 */
function gateQueries(runner: QueryRunner): { letOnly(statement: string): void } {
  const query = runner.query.bind(runner);
  let only: string | undefined;
  runner.query = async (...args: Parameters<QueryRunner["query"]>) => {
    if (only !== undefined && args[0] !== only) {
      throw new Error("A statement was sent after its transaction had ended; await each one.");
    }
    return query(...args);
  };
  return {
    letOnly: (statement) => {
      only = statement;
    },
  };
}

/** PostgreSQL answers COMMIT after a failed statement with a silent rollback. */
async function refuseAborted(runner: QueryRunner): Promise<void> {
  const client = (await runner.connect()) as { getTransactionStatus(): string };
  if (client.getTransactionStatus() === "E") {
    throw new Error("A statement failed and its error was not passed on; nothing was written.");
  }
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
    throw new DatabaseUnavailable("The database went away; nothing was written.", error);
  }
}
