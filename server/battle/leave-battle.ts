import type { DataSource } from "typeorm";
import { assertMine } from "#server/framework/durable-room.ts";
import { recordHostAction } from "#server/players/host-actions.ts";
import { transaction } from "#server/storage/transaction.ts";
import { BattleEntity } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { type OwnedBattle, writeBattle } from "./write-battle.ts";

/**
 * A host's reset (BATTLE-5), audited: a battle that is on is dropped without a result, a result that
 * is shown is left. Its rows stay as they are. The same reset again changes nothing.
 */
export function leaveBattle(
  dataSource: DataSource,
  { battle, at }: { battle: OwnedBattle; at: number },
): Promise<void> {
  return transaction(dataSource, async (manager) => {
    await enterBattleGate(manager, battle.roomId, "exclusive");
    await assertMine(manager, { id: battle.roomId, epoch: battle.epoch });
    const row = await manager.findOneByOrFail(BattleEntity, { id: battle.battleId });
    if (row.leftAt !== null) return;
    const isDropped = row.endedAt === null;
    await writeBattle(manager, battle, {
      leftAt: BigInt(at),
      ...(isDropped ? { status: "dropped", endedAt: BigInt(at) } : {}),
    });
    await recordHostAction(manager, {
      at,
      action: "reset_battle",
      target: `battle:${row.id}`,
      detail: { from: row.status },
    });
  });
}
