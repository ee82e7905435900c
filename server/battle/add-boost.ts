import type { DataSource } from "typeorm";
import type { Boost } from "#common/battle/multiplier.ts";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { recordHostAction } from "#server/players/host-actions.ts";
import { transaction } from "#server/storage/transaction.ts";
import { BattleBoostEntity } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { findActiveBattle } from "./find-active-battle.ts";
import type { OwnedBattle } from "./write-battle.ts";

/** Lets gifts created during `boost` count more (BATTLE-3), by the host's hand; audited. */
export function addBoost(
  dataSource: DataSource,
  { battle, boost }: { battle: OwnedBattle; boost: Boost },
): Promise<Outcome<undefined, "battle_not_running">> {
  return transaction(dataSource, async (manager) => {
    await enterBattleGate(manager, battle.roomId, "exclusive");
    await assertMine(manager, { id: battle.roomId, epoch: battle.epoch });
    const active = await findActiveBattle(manager, battle.roomId);
    if (active?.id !== battle.battleId || active.status === "closing") {
      return refuse("battle_not_running");
    }
    await manager.insert(BattleBoostEntity, {
      battleId: battle.battleId,
      fromMs: BigInt(boost.fromMs),
      untilMs: BigInt(boost.untilMs),
      factor: boost.factor,
    });
    await recordHostAction(manager, {
      at: boost.fromMs,
      action: "boost_points",
      target: `battle:${battle.battleId}`,
      detail: { factor: boost.factor, lastsMs: boost.untilMs - boost.fromMs },
    });
    return accept(undefined);
  });
}
