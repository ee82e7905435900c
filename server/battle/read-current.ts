import type { DataSource } from "typeorm";
import type { BattleTally } from "#common/battle/battle-tally.ts";
import type { Boost } from "#common/battle/multiplier.ts";
import { transaction } from "#server/storage/transaction.ts";
import { BattleEntity, type BattleRow } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { readBoosts } from "./read-boosts.ts";
import { readTally } from "./read-tally.ts";
import type { OwnedBattle } from "./write-battle.ts";

/** What the board of a stage is made of. */
export interface BattleOnBoard {
  row: BattleRow;
  tally: BattleTally;
  /** Those that are not over. */
  boosts: Boost[];
}

/** A battle with its sums and boosts as the database knows them, alone behind its gate. */
export function readCurrent(
  dataSource: DataSource,
  { battle, now }: { battle: OwnedBattle; now: number },
): Promise<BattleOnBoard> {
  return transaction(dataSource, async (manager) => {
    await enterBattleGate(manager, battle.roomId, "exclusive");
    const row = await manager.findOneByOrFail(BattleEntity, { id: battle.battleId });
    return {
      row,
      tally: await readTally(manager, row, now),
      boosts: await readBoosts(manager, row.id, now),
    };
  });
}
