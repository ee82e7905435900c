/** A transaction that ended without an answer of its own. */
abstract class TransactionError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}

/** Every try met a deadlock or a serialization failure. Nothing was written. */
export class TransactionExhausted extends TransactionError {
  override readonly name = "TransactionExhausted";
}

/** The database was away or went away before the commit. Nothing was written. */
export class DatabaseUnavailable extends TransactionError {
  override readonly name = "DatabaseUnavailable";
}

/**
 * The connection broke while the commit was on its way: everything was written or nothing. Look the
 * idempotency key up on a new connection before doing anything again.
 */
export class CommitUnknown extends TransactionError {
  override readonly name = "CommitUnknown";
}
