import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { StartError } from "./start-error.ts";
import type { StorageLog } from "./storage-log.ts";

const TRY_EVERY_MS = 1_000;
const LOG_EVERY_MS = 5_000;

/** Answers that no waiting will change: bad password, no such role, no such database. */
const FINAL_CODES = new Set(["28P01", "28000", "3D000"]);

/**
 * Waits until the database at `url` accepts a connection, for `retryForMs` at most, with a log line
 * every five seconds. Throws `StartError` then, or at once when the server answers with a refusal.
 */
export async function waitForDatabase(options: {
  url: string;
  log: StorageLog;
  retryForMs: number;
}): Promise<void> {
  const { url, log, retryForMs } = options;
  const name = describe(url);
  const startedAt = Date.now();
  let loggedAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    const error = await tryConnection(url);
    if (error === undefined) return;
    if (FINAL_CODES.has(error.code ?? "")) {
      throw new StartError(
        `The database at ${name} refuses the connection (${error.message}); check DATABASE_URL.`,
        { cause: error },
      );
    }
    const now = Date.now();
    if (now - startedAt + TRY_EVERY_MS > retryForMs) {
      const seconds = Math.round(retryForMs / 1000);
      throw new StartError(
        `The database at ${name} could not be reached within ${seconds} s (${reason(error)}); start it, or check DATABASE_URL.`,
        { cause: error },
      );
    }
    if (now - loggedAt >= LOG_EVERY_MS) {
      log.warn(`The database at ${name} cannot be reached (${reason(error)}); trying again.`);
      loggedAt = now;
    }
    await wait(TRY_EVERY_MS);
  }
}

type ConnectError = Error & { code?: string };

async function tryConnection(url: string): Promise<ConnectError | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // Errors before the connection stands come from connect() as well.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error as ConnectError;
  } finally {
    await client.end();
  }
}

/** Host, port and database: never the password. Throws `StartError` when `url` is not a URL. */
function describe(url: string): string {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new StartError(
      "DATABASE_URL is not a PostgreSQL address; it looks like postgres://user:password@host:5432/database.",
    );
  }
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? hostname}:${port || 5432}${pathname}`;
}

function reason(error: ConnectError): string {
  return error.message || error.code || "no answer";
}
