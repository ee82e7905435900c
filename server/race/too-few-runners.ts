import type { RaceRow } from "./race-entities.ts";

/** Says in a race's record why scratches ended it. */
export const TOO_FEW_RUNNERS = "Fewer than two runners were left.";

/** Whether so many runners are out that there is no race any more (TOTE-1). */
export function hasTooFewRunners({
  runnerCount,
  scratched,
}: Pick<RaceRow, "runnerCount" | "scratched">): boolean {
  return runnerCount - scratched.length < 2;
}
