import { type EntityManager, In } from "typeorm";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";
import { BattleResultEntity, type BattleRow } from "./battle-entities.ts";
import { type Scored, sumRows } from "./sum-rows.ts";

/** Battles as they are told: one that is over by its stored figures, one that is on by its rows. */
export async function summarise(
  manager: EntityManager,
  rows: readonly BattleRow[],
): Promise<BattleSummaryWire[]> {
  const standings = await readResults(manager, rows.filter(isOver));
  const summaries: BattleSummaryWire[] = [];
  for (const row of rows) {
    const scored = isOver(row)
      ? toStored(row, standings.get(row.id) ?? [])
      : await sumRows(manager, row);
    summaries.push({ ...toPlain(row), ...scored });
  }
  return summaries;
}

function isOver(row: BattleRow): boolean {
  return row.endedAt !== null;
}

async function readResults(
  manager: EntityManager,
  rows: readonly BattleRow[],
): Promise<Map<number, Scored["standings"]>> {
  const standings = new Map<number, Scored["standings"]>();
  if (rows.length === 0) return standings;
  const results = await manager.find(BattleResultEntity, {
    where: { battleId: In(rows.map(({ id }) => id)) },
    order: { battleId: "ASC", place: "ASC" },
  });
  for (const { battleId, country, seat, points, place } of results) {
    const sides = standings.get(battleId) ?? [];
    sides.push({ country, seat, points: Number(points), place });
    standings.set(battleId, sides);
  }
  return standings;
}

function toStored(row: BattleRow, standings: Scored["standings"]): Scored {
  const { gifts, diamonds, isRehearsal } = row;
  return { standings, gifts, diamonds: Number(diamonds), isRehearsal };
}

function toPlain(row: BattleRow): Omit<BattleSummaryWire, keyof Scored> {
  return {
    id: row.id,
    number: row.number,
    stage: row.stage,
    title: row.title,
    phase: row.status,
    winner: row.winner,
    isTie: row.isTie,
    startedAt: Number(row.startedAt),
    endsAt: Number(row.endsAt),
    endedAt: row.endedAt === null ? null : Number(row.endedAt),
    extendedMs: row.extendedMs,
  };
}
