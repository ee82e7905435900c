import { isConnectionLoss, sqlState } from "./sql-state.ts";
import { CommitUnknown, DatabaseUnavailable, TransactionExhausted } from "./transaction-errors.ts";

/** lock_not_available, query_canceled: the database is too busy. */
const LOCK_TIMEOUT = "55P03";
const STATEMENT_TIMEOUT = "57014";

/** Whether the error says that the database could not be asked now, so that the same may succeed later. */
export function isDatabaseAway(error: unknown): boolean {
  const state = sqlState(error);
  return (
    state === LOCK_TIMEOUT ||
    state === STATEMENT_TIMEOUT ||
    error instanceof DatabaseUnavailable ||
    error instanceof TransactionExhausted ||
    error instanceof CommitUnknown ||
    isConnectionLoss(error)
  );
}
