import { isDatabaseAway } from "#server/storage/is-database-away.ts";
import { sqlState } from "#server/storage/sql-state.ts";

/** Wrong number of rows, data that fits no column, a constraint: what an event brings can cause them. */
const OF_THE_EVENT = /^(21|22|23)/;

/**
 * Whether recording failed for a reason that has nothing to do with what was to be recorded, so that
 * the same may succeed later. Only what an event can cause, and what our own code throws over it, is
 * its fault: an event that is set aside is not counted, so anything else waits.
 */
export function isPassingFault(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return !OF_THE_EVENT.test(state);
  return isDatabaseAway(error) || isOfSystem(error);
}

/** Node's errors of the network and the disk name the call that failed. */
function isOfSystem(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if ("syscall" in at) return true;
  return false;
}
