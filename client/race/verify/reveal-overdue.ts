import { REVEAL_WITHIN_MS, revealIsLate } from "#common/race/reveal-deadline.ts";
import { TICK_MS, tuning } from "#common/race/tuning.ts";

/** No race lasts longer than this. */
const RACE_MS_MAX = tuning.ticksMax * TICK_MS;

/**
 * Whether a race without a record is to be called BROKEN (RACE-6 f), from outside: it has been seen
 * over for more than 60 s, or its off is so long ago that it must be. `offAt` and `serverNow` are
 * epoch milliseconds of the server's clock; the other two are the page's own, `seenOverAt` undefined
 * while the race was not seen over.
 */
export function revealIsOverdue(seen: {
  offAt: number | null;
  serverNow: number;
  seenOverAt: number | undefined;
  pageNow: number;
}): boolean {
  const { offAt, serverNow, seenOverAt, pageNow } = seen;
  if (seenOverAt !== undefined && pageNow - seenOverAt > REVEAL_WITHIN_MS) return true;
  return revealIsLate({ offAt, finishTimesMs: [RACE_MS_MAX], now: serverNow });
}
