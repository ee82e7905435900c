import { type DataSource, IsNull, Not } from "typeorm";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import { BattleTally } from "#common/battle/battle-tally.ts";
import { assertMine } from "#server/framework/durable-room.ts";
import { transaction } from "#server/storage/transaction.ts";
import { BattleEntity } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { findActiveBattle } from "./find-active-battle.ts";
import { readBoosts } from "./read-boosts.ts";
import type { BattleOnBoard } from "./read-current.ts";
import { readTally } from "./read-tally.ts";
import { writeBattle } from "./write-battle.ts";

/**
 * Starts a room's next battle with the settings it keeps to its end; the stage leaves the result it
 * showed. One battle runs at a time: the database has a unique index for it. A start that is taken
 * again finds the battle running, with what has been given meanwhile.
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
): Promise<BattleOnBoard> {
  const { room, settings, title, startedAt, endsAt } = start;
  return transaction(dataSource, async (manager) => {
    await enterBattleGate(manager, room.id, "exclusive");
    await assertMine(manager, room);
    const battle = { roomId: room.id, epoch: room.epoch };
    const active = await findActiveBattle(manager, room.id);
    if (active !== undefined) {
      // Found when an earlier try committed without hearing so.
      await writeBattle(
        manager,
        { ...battle, battleId: active.id },
        { endsAt: BigInt(endsAt), plannedEnds: [{ fromMs: Number(active.startedAt), endsAt }] },
      );
      const row = await manager.findOneByOrFail(BattleEntity, { id: active.id });
      return {
        row,
        tally: await readTally(manager, row, startedAt),
        boosts: await readBoosts(manager, row.id, startedAt),
      };
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
      plannedEnds: [{ fromMs: startedAt, endsAt }],
      durationMs: endsAt - startedAt,
    });
    const row = await manager.findOneByOrFail(BattleEntity, { id: identifiers[0]?.id });
    return { row, tally: new BattleTally(row.settings.sides), boosts: [] };
  });
}
