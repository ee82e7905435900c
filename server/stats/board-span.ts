import type { BoardSpan } from "#common/stats/stats-api.ts";

const MINUTE_MS = 60 * 1_000;
/** An evening with its preparations, and none of the evening before. */
const TONIGHT_MS = 12 * 60 * MINUTE_MS;

/**
 * From when on races count for a board, epoch milliseconds: tonight is the last 12 hours to the
 * minute, a season a calendar month in UTC; null is all time.
 */
export function boardFrom(span: BoardSpan, now: number): number | null {
  switch (span) {
    case "tonight":
      return Math.floor((now - TONIGHT_MS) / MINUTE_MS) * MINUTE_MS;
    case "season": {
      const today = new Date(now);
      return Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
    }
    case "all":
      return null;
  }
}
