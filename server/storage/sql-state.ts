/**
 * The five-character code PostgreSQL gave with an error, also when the error was wrapped by TypeORM or
 * is the `cause` of another; `undefined` when the error did not come from the server.
 */
export function sqlState(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, driverError } = at as { code?: unknown; driverError?: { code?: unknown } };
    for (const found of [driverError?.code, code]) {
      // Node's codes (EPIPE) may have five letters too; SQLSTATEs of the server have a digit.
      if (typeof found === "string" && /^(?=.*\d)[0-9A-Z]{5}$/.test(found)) return found;
    }
  }
  return undefined;
}

/** Whether the server refused a row because one like it is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === "23505";
}

/**
 * Whether the error says that the server is away, shutting down, starting, or out of connections,
 * or that the connection broke; it says nothing about whether a statement took effect.
 */
export function isConnectionLoss(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|57P0[1-5]|53300|25P03)/.test(state);
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string" && NETWORK_CODES.has(code)) return true;
    if (CONNECTION_MESSAGES.test(at.message)) return true;
  }
  return false;
}

const NETWORK_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
]);

/** What `pg` and its pool say without a code. */
const CONNECTION_MESSAGES =
  /^(Connection terminated|Query read timeout$|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;
