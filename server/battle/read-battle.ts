import type { DataSource } from "typeorm";
import type { BattleDetailWire } from "#common/battle/battle-api.ts";
import { BattlePointsEntity, type BattlePointsRow } from "./battle-points-entity.ts";
import { readSummary } from "./list-battles.ts";
import { readGiftersBySide } from "./read-gifters.ts";

const TIMELINE_STEPS_MAX = 120;
const GIFTERS_MAX = 10;
const POINTS_MAX = 200;

/** One battle with its scores over time, its gifters and its rows; undefined when there is none. */
export async function readBattle(
  dataSource: DataSource,
  battleId: number,
): Promise<BattleDetailWire | undefined> {
  const battle = await readSummary(dataSource, battleId);
  if (battle === undefined) return undefined;
  const sides = battle.standings.map(({ country }) => country);
  return {
    battle,
    timeline: await readTimeline(dataSource, { ...battle, sides }),
    gifters: await readGiftersBySide(dataSource, { battleId, sides, count: GIFTERS_MAX }),
    points: await readPoints(dataSource, battleId),
  };
}

/** Scores after each step in which something scored; a step is a 120th of the battle or a second. */
async function readTimeline(
  { manager }: DataSource,
  battle: { id: number; startedAt: number; endsAt: number; sides: readonly string[] },
): Promise<BattleDetailWire["timeline"]> {
  const { startedAt, endsAt, sides } = battle;
  const stepMs = Math.max(1_000, Math.ceil((endsAt - startedAt) / TIMELINE_STEPS_MAX));
  const lastStep = Math.ceil((endsAt - startedAt) / stepMs) - 1;
  const rows: { step: number; country: string; points: string }[] = await manager.query(
    `SELECT least(greatest((at_ms - $2) / $3, 0), $4)::integer AS step, country,
       sum(points) AS points
     FROM battle_points WHERE battle_id = $1 AND country IS NOT NULL
     GROUP BY step, country ORDER BY step`,
    [battle.id, startedAt, stepMs, Math.max(0, lastStep)],
  );
  const scores = new Map(sides.map((country) => [country, 0]));
  const timeline = new Map<number, BattleDetailWire["timeline"][number]>();
  for (const { step, country, points } of rows) {
    scores.set(country, (scores.get(country) ?? 0) + Number(points));
    timeline.set(step, {
      at: Math.min(startedAt + (step + 1) * stepMs, endsAt),
      scores: [...scores].map(([side, total]) => ({ country: side, points: total })),
    });
  }
  return [...timeline.values()];
}

/** The gift's own row of a claim is left out: both are worth the same points, once. */
async function readPoints(
  { manager }: DataSource,
  battleId: number,
): Promise<BattleDetailWire["points"]> {
  const rows = await manager
    .createQueryBuilder(BattlePointsEntity, "row")
    .where("row.battleId = :battleId", { battleId })
    .andWhere(
      `(row.kind <> 'undecided' OR NOT EXISTS (
        SELECT 1 FROM battle_points WHERE claims_event_seq = row.event_seq))`,
    )
    .orderBy("row.seq", "DESC")
    .take(POINTS_MAX)
    .getMany();
  return rows.map(toWire);
}

function toWire(row: BattlePointsRow): BattleDetailWire["points"][number] {
  return {
    seq: row.seq.toString(),
    at: Number(row.atMs),
    kind: row.kind === "undecided" ? "gift" : row.kind,
    country: row.country,
    points: row.country === null ? 0 : Number(row.points),
    multiplier: row.multiplier,
    viewerName: row.viewerName,
    giftId: row.giftId,
    giftName: row.giftName,
    gifts: row.gifts,
    diamonds: Number(row.diamonds),
  };
}
