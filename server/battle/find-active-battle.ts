import { type EntityManager, In } from "typeorm";
import { BattleEntity, type BattleRow, type BattleStatus } from "./battle-entities.ts";

/** Battles that are not over: gifts from before their end may still come in. */
export const activeStatuses: readonly BattleStatus[] = ["running", "sudden_death", "closing"];

/** The battle that is on in a room; there is never more than one. */
export async function findActiveBattle(
  manager: EntityManager,
  roomId: string,
): Promise<BattleRow | undefined> {
  const rows = await manager.findBy(BattleEntity, { roomId, status: In([...activeStatuses]) });
  return rows[0];
}
