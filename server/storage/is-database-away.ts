import { isConnectionLoss } from "./sql-state.ts";
import { CommitUnknown, DatabaseUnavailable, TransactionExhausted } from "./transaction-errors.ts";

/** Whether the error says that the database could not be asked now, so that the same may succeed later. */
export function isDatabaseAway(error: unknown): boolean {
  return (
    error instanceof DatabaseUnavailable ||
    error instanceof TransactionExhausted ||
    error instanceof CommitUnknown ||
    isConnectionLoss(error)
  );
}
