import { type DataSource, LessThan } from "typeorm";
import { type BattleStage, nextBattleAt } from "#common/battle/battle-lifecycle.ts";
import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import { withPlan } from "#common/battle/planned-end.ts";
import { recoverBattle } from "#common/battle/recover-battle.ts";
import { assertMine, DurableRoom, type DurableRoomRow } from "#server/framework/durable-room.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import { transaction } from "#server/storage/transaction.ts";
import { BattleEntity, type BattleRow } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { BattleShow, type BattleShowDeps } from "./battle-show.ts";
import { toBattleStage } from "./battle-stage-row.ts";
import { readBoosts } from "./read-boosts.ts";
import type { BattleOnBoard } from "./read-current.ts";
import { readSettings } from "./read-settings.ts";
import { readTally } from "./read-tally.ts";
import { writeBattle } from "./write-battle.ts";

/**
 * Opens a stage's show on what the database knows: its last battle with the sum of its rows as the
 * score (BATTLE-4) and the time away given back (BATTLE-1). What is due then happens on the first
 * tick, as at any other time; nothing is decided again.
 */
export async function restoreBattle(
  context: RoomContext<BattleContract, BattleState>,
  deps: BattleShowDeps & { defaults: BattleSettings },
): Promise<BattleShow> {
  const settings = readSettings(context.row.settings, deps.defaults);
  const now = context.clock.now();
  const { stage, current } = await readStage(deps.dataSource, { room: context.row, now });
  const isQuiet = "nextAt" in stage;
  const show = new BattleShow(context, deps, {
    stage: isQuiet ? { ...stage, nextAt: nextBattleAt(settings, now) } : stage,
    settings,
    current,
  });
  if (current !== undefined && !isQuiet) {
    const { id, extendedMs } = current.row;
    context.log.info({ battle: id, phase: stage.phase, extendedMs }, "battle recovered");
  }
  return show;
}

/**
 * Stores the end with its time moved on, and with it the heartbeat it was moved by: a second crash
 * before the next heartbeat must not give the same absence back again.
 */
function readStage(
  dataSource: DataSource,
  { room, now }: { room: Readonly<DurableRoomRow>; now: number },
): Promise<{ stage: BattleStage; current: BattleOnBoard | undefined }> {
  return transaction(dataSource, async (manager) => {
    await enterBattleGate(manager, room.id, "exclusive");
    await assertMine(manager, room);
    const last = await manager.find(BattleEntity, {
      where: { roomId: room.id },
      order: { number: "DESC" },
      take: 1,
    });
    const found: BattleRow | undefined = last[0];
    if (found === undefined) return { stage: toBattleStage(found), current: undefined };
    const { stage, addedMs } = recoverBattle(toBattleStage(found), {
      heartbeatAt: Number(room.heartbeatMs),
      now,
      extendedMs: found.extendedMs,
    });
    const battle = { battleId: found.id, roomId: room.id, epoch: room.epoch };
    await manager.update(
      BattleEntity,
      { id: found.id, epoch: LessThan(room.epoch) },
      { epoch: room.epoch },
    );
    if (addedMs > 0) {
      await writeBattle(manager, battle, {
        endsAt: found.endsAt + BigInt(addedMs),
        plannedEnds: withPlan(found.plannedEnds, {
          fromMs: Number(room.heartbeatMs),
          endsAt: Number(found.endsAt) + addedMs,
        }),
        extendedMs: found.extendedMs + addedMs,
      });
    }
    await manager.update(DurableRoom, { id: room.id }, { heartbeatMs: BigInt(now) });
    const row = await manager.findOneByOrFail(BattleEntity, { id: found.id });
    const tally = await readTally(manager, row, now);
    const boosts = await readBoosts(manager, row.id, now);
    return { stage, current: { row, tally, boosts } };
  });
}
