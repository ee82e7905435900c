import type { EntityManager } from "typeorm";
import { LeaseLost } from "#server/framework/durable-room.ts";
import { BattleEntity, type BattleRow } from "./battle-entities.ts";

/** The battle a room writes, and the epoch it writes under. */
export interface OwnedBattle {
  battleId: number;
  roomId: string;
  epoch: number;
}

/** What an owner may change of a battle. */
export type BattleChanges = Partial<
  Pick<
    BattleRow,
    | "status"
    | "endsAt"
    | "plannedEnds"
    | "extendedMs"
    | "endedAt"
    | "leftAt"
    | "winner"
    | "isTie"
    | "isRehearsal"
    | "gifts"
    | "diamonds"
  >
>;

/**
 * Changes a battle its room still owns. Throws `LeaseLost` when another process took the room over:
 * then nothing of the transaction may stand.
 */
export async function writeBattle(
  manager: EntityManager,
  battle: OwnedBattle,
  changes: BattleChanges,
): Promise<void> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(BattleEntity)
    .set(changes)
    .where("id = :battleId AND epoch = :epoch", battle)
    .execute();
  if (affected !== 1) throw new LeaseLost(battle.roomId);
}
