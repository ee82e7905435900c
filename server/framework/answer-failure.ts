import { refuse } from "#common/framework/refusals.ts";
import { isDatabaseAway } from "#server/storage/is-database-away.ts";
import type { Log } from "./log.ts";

/**
 * What a thrown error is to whoever asked: a database that is away invites the same request again;
 * anything else is a bug, logged with what is known of it and answered `internal`.
 */
export function answerFailure(
  error: unknown,
  { log, ...context }: { log: Log; at: string; caller?: unknown },
) {
  if (isDatabaseAway(error)) {
    log.warn({ error, ...context }, "database away");
    return refuse("overloaded");
  }
  log.error({ error, ...context }, "failed");
  return refuse("internal");
}
