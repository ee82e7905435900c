import type { DataSource } from "typeorm";
import type { Clock } from "#server/framework/clock.ts";
import type { Log } from "#server/framework/log.ts";
import { dropExpiredReplies } from "#server/ledger/idempotency.ts";

/** Stored answers live this long; their keys stay for ever (IDEMPOTENCY). */
const REPLY_KEPT_MS = 24 * 60 * 60 * 1_000;
const SWEEP_EVERY_MS = 60 * 60 * 1_000;

/** Drops the bodies of old answers every hour until stopped. */
export function dropRepliesDaily(deps: { dataSource: DataSource; clock: Clock; log: Log }) {
  const { dataSource, clock, log } = deps;
  return clock.every(SWEEP_EVERY_MS, () => {
    dropExpiredReplies(dataSource, new Date(clock.now() - REPLY_KEPT_MS)).then(
      (dropped) => log.debug({ dropped }, "old answers dropped"),
      (error: unknown) => log.warn({ error }, "old answers not dropped"),
    );
  });
}
