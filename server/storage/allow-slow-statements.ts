import type { EntityManager } from "typeorm";
import { SILENCE_AFTER_MS } from "./data-source-options.ts";
import type { HangUpClient } from "./hang-up-client.ts";

/** Lets each statement of this transaction take up to `timeoutMs`; the next one is cut as usual. */
export async function allowSlowStatements(
  manager: EntityManager,
  timeoutMs: number,
): Promise<void> {
  const { queryRunner } = manager;
  if (queryRunner === undefined) throw new Error("outside a transaction nothing takes longer");
  await manager.query("SELECT set_config('statement_timeout', $1, true)", [timeoutMs.toString()]);
  const client = (await queryRunner.connect()) as HangUpClient;
  client.waitFor(timeoutMs + SILENCE_AFTER_MS);
}
