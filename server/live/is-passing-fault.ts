import { isDatabaseAway } from "#server/storage/is-database-away.ts";
import { sqlState } from "#server/storage/sql-state.ts";

/** Read-only, out of disk or memory, shut down by hand, broken disk: no event's fault. */
const SURROUNDINGS = /^(25|53|57|58)/;

/** Whether the database failed for a reason that has nothing to do with what it was asked. */
export function isPassingFault(error: unknown): boolean {
  return isDatabaseAway(error) || SURROUNDINGS.test(sqlState(error) ?? "");
}
