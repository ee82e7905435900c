import type { SourceFault } from "#common/live/source-status.ts";
import type { ConnectFailure } from "./connect-failure.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const ASKED_MAX_MS = 60 * MINUTE_MS;
const JITTER_MAX_MS = 15 * SECOND_MS;

/** How long after the first such failure, doubling up to how long; absent = it does not mend by itself. */
const pauses: Readonly<Partial<Record<SourceFault, { firstMs: number; maxMs: number }>>> = {
  network: { firstMs: SECOND_MS, maxMs: MINUTE_MS },
  silence: { firstMs: SECOND_MS, maxMs: MINUTE_MS },
  server_error: { firstMs: SECOND_MS, maxMs: MINUTE_MS },
  // Only the page is asked, which costs no signature; still nobody starts a LIVE twice a minute.
  user_offline: { firstMs: MINUTE_MS, maxMs: 5 * MINUTE_MS },
  rate_limit: { firstMs: 30 * SECOND_MS, maxMs: 10 * MINUTE_MS },
  sign_refused: { firstMs: 10 * MINUTE_MS, maxMs: 10 * MINUTE_MS },
};

/**
 * Milliseconds until the next attempt after the `failures`-th failure in a row (1 or more), never
 * less than the other side asks for; undefined when trying again can't help. `chance` is in [0, 1):
 * many servers that lost the same service must not come back in the same moment.
 */
export function retryDelayMs(
  { fault, retryAfterMs = 0 }: Pick<ConnectFailure, "fault" | "retryAfterMs">,
  failures: number,
  chance: number,
): number | undefined {
  const pause = pauses[fault];
  if (pause === undefined) return undefined;
  const backoffMs = Math.min(pause.firstMs * 2 ** (failures - 1), pause.maxMs);
  const delayMs = Math.max(backoffMs, Math.min(retryAfterMs, ASKED_MAX_MS));
  return Math.round(delayMs + Math.min(delayMs / 4, JITTER_MAX_MS) * chance);
}
