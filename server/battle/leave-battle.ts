import type { DataSource, EntityManager } from "typeorm";
import { assertMine } from "#server/framework/durable-room.ts";
import { recordHostAction } from "#server/players/host-actions.ts";
import { transaction } from "#server/storage/transaction.ts";
import { BattleEntity, type BattleRow } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { readTally } from "./read-tally.ts";
import { type BattleChanges, type OwnedBattle, writeBattle } from "./write-battle.ts";
import { totalsOf, writeResults } from "./write-results.ts";

/**
 * A host's reset (BATTLE-5), audited: a battle that is on is dropped without a winner, with the scores
 * it had; a result that is shown is left. Its rows stay as they are. The same reset again changes
 * nothing.
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
    await writeBattle(manager, battle, {
      leftAt: BigInt(at),
      ...(row.endedAt === null ? await drop(manager, row, at) : {}),
    });
    await recordHostAction(manager, {
      at,
      action: "reset_battle",
      target: `battle:${row.id}`,
      detail: { from: row.status },
    });
  });
}

/** No row of points comes after this, so that what the rows are worth is final. */
async function drop(manager: EntityManager, row: BattleRow, at: number): Promise<BattleChanges> {
  const tally = await readTally(manager, row, at);
  await writeResults(manager, { battleId: row.id, tally });
  return { status: "dropped", endedAt: BigInt(at), ...totalsOf(tally) };
}
