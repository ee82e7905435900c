import { type DataSource, IsNull, Not } from "typeorm";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { BattleEntity, type BattleRow } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { findActiveBattle } from "./find-active-battle.ts";
import { writeBattle } from "./write-battle.ts";

/**
 * Starts a room's next battle with the settings it keeps to its end; the stage leaves the result it
 * showed. One battle runs at a time: the database has a unique index for it.
 */
export function startBattle(
  dataSource: DataSource,
  start: {
    room: { id: string; code: string; epoch: number };
    settings: BattleSettings;
    title: string;
    startedAt: number;
    endsAt: number;
  },
): Promise<BattleRow> {
  const { room, settings, title, startedAt, endsAt } = start;
  return transaction(dataSource, async (manager) => {
    await enterBattleGate(manager, room.id, "exclusive");
    await assertMine(manager, room);
    const battle = { roomId: room.id, epoch: room.epoch };
    const active = await findActiveBattle(manager, room.id);
    if (active !== undefined) {
      // Found when an earlier try committed without hearing so.
      await writeBattle(manager, { ...battle, battleId: active.id }, { endsAt: BigInt(endsAt) });
      return manager.findOneByOrFail(BattleEntity, { id: active.id });
    }
    await manager.update(
      BattleEntity,
      { roomId: room.id, endedAt: Not(IsNull()), leftAt: IsNull() },
      { leftAt: BigInt(startedAt) },
    );
    const last: { number: number | null }[] = await manager.query(
      "SELECT max(number) AS number FROM battles WHERE room_id = $1",
      [room.id],
    );
    const { identifiers } = await manager.insert(BattleEntity, {
      ...battle,
      stage: room.code,
      number: (last[0]?.number ?? 0) + 1,
      status: "running",
      title,
      settings: settings as object,
      startedAt: BigInt(startedAt),
      endsAt: BigInt(endsAt),
      durationMs: endsAt - startedAt,
    });
    return manager.findOneByOrFail(BattleEntity, { id: identifiers[0]?.id });
  });
}
