import type { BoardSpan } from "#common/stats/stats-api.ts";

/** The spans of the leaderboards in the order they are offered. The contract itself would bring zod to the page. */
export const boardSpanNames = ["tonight", "season", "all"] as const satisfies readonly BoardSpan[];
