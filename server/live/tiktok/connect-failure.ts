import type { SourceFault } from "#common/live/source-status.ts";

/** Why there is no connection, in our own words. */
export interface ConnectFailure {
  fault: SourceFault;
  /** The other side asks us to stay away this long. */
  retryAfterMs?: number;
  /** For the log. */
  detail: string;
}

const CAUSES_MAX = 4;
const NETWORK_CODE =
  /^(?:ECONN\w+|EHOST\w+|ENET\w+|EADDR\w+|EPIPE|EAI_\w+|ENOTFOUND|ETIMEDOUT|ERR_NETWORK)$/;

/** What an HTTP answer that is not the hoped for one means. `now` is epoch milliseconds. */
export function refusedBy(
  who: "platform" | "sign service",
  { status, headers }: { status: number; headers: Readonly<Record<string, unknown>> },
  now: number,
): ConnectFailure {
  const detail = `the ${who} answered ${status}`;
  if (status === 429) {
    const retryAfterMs = retryAfter(headers, now);
    return { fault: "rate_limit", detail, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  const isRefusal = who === "sign service" && [401, 402, 403].includes(status);
  return { fault: isRefusal ? "sign_refused" : "server_error", detail };
}

/**
 * What an exception of the library means. Told by the code of the connection beneath it, which names
 * what broke; classes and texts of the library change with its versions.
 */
export function failureOf(error: unknown): ConnectFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return { fault: isNetworkFault(error) ? "network" : "server_error", detail };
}

/** Codes of sockets, name look-ups and timeouts, here or in what caused the error. */
function isNetworkFault(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > CAUSES_MAX) return false;
  const { code, cause, name, constructor } = error as Partial<Error> & { code?: unknown };
  if (typeof code === "string" && NETWORK_CODE.test(code)) return true;
  if (name === "TimeoutError" || constructor?.name === "ConnectTimeoutError") return true;
  return isNetworkFault(cause, depth + 1);
}

/** `retry-after` in seconds or as a date, else the moment the limit is lifted, epoch seconds. */
function retryAfter(headers: Readonly<Record<string, unknown>>, now: number): number | undefined {
  const asked = headers["retry-after"];
  if (typeof asked === "string") {
    const seconds = Number(asked);
    const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(asked) - now;
    if (Number.isFinite(ms)) return Math.max(0, ms);
  }
  const resetAt = Number(headers["x-ratelimit-reset"]) * 1_000;
  return Number.isFinite(resetAt) ? Math.max(0, resetAt - now) : undefined;
}
