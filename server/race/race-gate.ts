import type { EntityManager } from "typeorm";

/** Class of the advisory locks that stand for races; the second number is the race's id. */
const RACE_GATE_CLASS = 1;

/**
 * The first lock of every transaction on a race (LEDGER-5): many may bet at once, one may lock,
 * settle or void. Advisory locks queue fairly, so bettors can't starve the closer.
 */
export async function enterRaceGate(
  manager: EntityManager,
  raceId: number,
  mode: "shared" | "exclusive",
): Promise<void> {
  const lock = mode === "shared" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
  await manager.query(`SELECT ${lock}($1, $2)`, [RACE_GATE_CLASS, raceId]);
}
