import { type DataSource, In, IsNull, LessThan, Not } from "typeorm";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";
import { BattleEntity } from "./battle-entities.ts";
import { activeStatuses } from "./find-active-battle.ts";
import { summarise } from "./summarise.ts";

/** Which battles of the past are asked for. */
export interface HistoryQuery {
  limit: number;
  /** Older than the battle of this id. */
  before?: number | undefined;
  /** Leaves out the dropped ones. */
  phase?: "finished" | undefined;
  /** Code of a stage. */
  stage?: string | undefined;
}

/** Battles that have ended, newest first. */
export async function listBattles(
  { manager }: DataSource,
  { limit, before, phase, stage }: HistoryQuery,
): Promise<BattleSummaryWire[]> {
  const rows = await manager.find(BattleEntity, {
    where: {
      endedAt: Not(IsNull()),
      ...(before === undefined ? {} : { id: LessThan(before) }),
      ...(phase === undefined ? {} : { status: phase }),
      ...(stage === undefined ? {} : { stage }),
    },
    order: { id: "DESC" },
    take: limit,
  });
  return summarise(manager, rows);
}

/** One battle as it is now; undefined when there is none of this id. */
export async function readSummary(
  { manager }: DataSource,
  battleId: number,
): Promise<BattleSummaryWire | undefined> {
  const rows = await manager.findBy(BattleEntity, { id: battleId });
  return (await summarise(manager, rows))[0];
}

/** The battle that is on in a room. */
export async function readActive(
  { manager }: DataSource,
  roomId: string,
): Promise<BattleSummaryWire | undefined> {
  const rows = await manager.findBy(BattleEntity, {
    roomId,
    status: In([...activeStatuses]),
  });
  return (await summarise(manager, rows))[0];
}
