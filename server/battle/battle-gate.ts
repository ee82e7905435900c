import type { EntityManager } from "typeorm";

/** Class of the advisory locks that stand for stages; the race gates are another. */
const BATTLE_GATE_CLASS = 2;

/**
 * The first lock of every transaction on a stage's battles (LEDGER-5): rows of points are written
 * side by side, a start, an end or a manual score is alone. So whoever is alone reads sums to which
 * nothing is being added, and a gift finds the battle either on or over. Two stages that happen to
 * share a key only wait for each other.
 */
export async function enterBattleGate(
  manager: EntityManager,
  roomId: string,
  mode: "shared" | "exclusive",
): Promise<void> {
  const lock = mode === "shared" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
  await manager.query(`SELECT ${lock}($1, hashtext($2))`, [BATTLE_GATE_CLASS, roomId]);
}
