import type { DataSource } from "typeorm";
import type { BattleTally } from "#common/battle/battle-tally.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { addToStats } from "./add-to-stats.ts";
import { BattleEntity, type BattleRow } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { readTally } from "./read-tally.ts";
import { type OwnedBattle, writeBattle } from "./write-battle.ts";
import { totalsOf, writeResults } from "./write-results.ts";

export interface BattleEnd {
  /** `already`: the result was there, and it is this one. */
  outcome: "ended" | "already";
  row: BattleRow;
  tally: BattleTally;
}

/**
 * Ends a battle: result, countries and all-time statistics in one transaction, behind every row of
 * points that is on its way (BATTLE-4). A second end answers the first result and writes nothing. A
 * rehearsal has a result and is on no board (LEDGER-2).
 */
export function endBattle(
  dataSource: DataSource,
  { battle, at }: { battle: OwnedBattle; at: number },
): Promise<BattleEnd> {
  return transaction(dataSource, async (manager) => {
    await enterBattleGate(manager, battle.roomId, "exclusive");
    await assertMine(manager, { id: battle.roomId, epoch: battle.epoch });
    const row = await manager.findOneByOrFail(BattleEntity, { id: battle.battleId });
    const tally = await readTally(manager, row, at);
    if (row.endedAt !== null) return { outcome: "already", row, tally };
    const { leader, leaders } = tally.standings();
    await writeResults(manager, { battleId: row.id, tally });
    if (!tally.isRehearsal) await addToStats(manager, { battleId: row.id, leaders, at });
    await writeBattle(manager, battle, {
      status: "finished",
      endedAt: BigInt(at),
      winner: leader ?? null,
      isTie: leader === undefined,
      ...totalsOf(tally),
    });
    const ended = await manager.findOneByOrFail(BattleEntity, { id: row.id });
    return { outcome: "ended", row: ended, tally };
  });
}
