import { type DataSource, type EntityManager, In, IsNull, LessThan, Not } from "typeorm";
import type { BattleSummaryWire } from "#common/battle/battle-api.ts";
import { rankSides } from "#common/battle/standings.ts";
import { isReal, sourceKinds } from "#common/live/live-event.ts";
import { BattleEntity, type BattleRow } from "./battle-entities.ts";
import { activeStatuses } from "./find-active-battle.ts";

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

interface ScoreSum {
  battle_id: number;
  country: string | null;
  points: string;
  reached_seq: string;
  gifts: string;
  diamonds: string;
  is_rehearsal: boolean;
}

/** The rows are the truth at every moment, so a battle that is on and one that is over read alike. */
async function summarise(
  manager: EntityManager,
  rows: readonly BattleRow[],
): Promise<BattleSummaryWire[]> {
  if (rows.length === 0) return [];
  const sums: ScoreSum[] = await manager.query(
    `SELECT battle_id, country, sum(points) AS points,
       coalesce(max(seq) FILTER (WHERE points <> 0), 0) AS reached_seq,
       coalesce(sum(gifts) FILTER (WHERE event_seq IS NOT NULL), 0) AS gifts,
       coalesce(sum(diamonds) FILTER (WHERE event_seq IS NOT NULL), 0) AS diamonds,
       coalesce(bool_or(source = ANY($2)), false) AS is_rehearsal
     FROM battle_points WHERE battle_id = ANY($1) GROUP BY battle_id, country`,
    [rows.map(({ id }) => id), sourceKinds.filter((source) => !isReal(source))],
  );
  return rows.map((row) =>
    toSummary(
      row,
      sums.filter(({ battle_id }) => battle_id === row.id),
    ),
  );
}

function toSummary(row: BattleRow, sums: readonly ScoreSum[]): BattleSummaryWire {
  const sides = row.settings.sides.map((country, seat) => {
    const sum = sums.find((side) => side.country === country);
    return {
      country,
      seat,
      points: Number(sum?.points ?? 0),
      reachedSeq: BigInt(sum?.reached_seq ?? 0),
    };
  });
  return {
    id: row.id,
    number: row.number,
    stage: row.stage,
    title: row.title,
    phase: row.status,
    standings: rankSides(sides).order.map(({ country, seat, points }, index) => ({
      country,
      seat,
      points,
      place: index + 1,
    })),
    winner: row.winner,
    isTie: row.isTie,
    isRehearsal: sums.some(({ is_rehearsal }) => is_rehearsal),
    startedAt: Number(row.startedAt),
    endsAt: Number(row.endsAt),
    endedAt: row.endedAt === null ? null : Number(row.endedAt),
    extendedMs: row.extendedMs,
    gifts: total(sums.map(({ gifts }) => gifts)),
    diamonds: total(sums.map(({ diamonds }) => diamonds)),
  };
}

function total(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Number(text), 0);
}
