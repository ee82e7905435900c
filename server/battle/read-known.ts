import type { EntityManager } from "typeorm";
import type { Boost } from "#common/battle/multiplier.ts";
import type { StreamSession } from "#common/live/recorded-event.ts";
import type { BattleRow } from "./battle-entities.ts";
import { BattlePointsEntity, type BattlePointsRow } from "./battle-points-entity.ts";
import type { Known, UndecidedGift } from "./decide-points.ts";
import { readBoosts } from "./read-boosts.ts";

/** Reads what a batch is decided by, in as few statements as there are questions. */
export async function readKnown(
  manager: EntityManager,
  battle: BattleRow,
  batch: {
    session: StreamSession;
    /** Viewers whose gifts come in. */
    giverIds: readonly string[];
    /** Viewers who choose a country. */
    chooserIds: readonly string[];
    /** Creation time of the oldest gift, epoch milliseconds. */
    oldestGiftAt: number;
  },
): Promise<Known> {
  const { session, giverIds, chooserIds, oldestGiftAt } = batch;
  const undecided = await readUndecided(manager, battle.id, chooserIds);
  const sides = battle.settings.sides;
  return {
    battle: {
      id: battle.id,
      settings: battle.settings,
      startedAt: Number(battle.startedAt),
      endsAt: Number(battle.endsAt),
      plannedEnds: battle.plannedEnds,
    },
    undecided,
    senders: await readSenders(manager, { session, giverIds, sides }),
    boosts: await readBoostsOf(manager, battle.id, { giverIds, oldestGiftAt }),
  };
}

async function readBoostsOf(
  manager: EntityManager,
  battleId: number,
  { giverIds, oldestGiftAt }: { giverIds: readonly string[]; oldestGiftAt: number },
): Promise<Boost[]> {
  return giverIds.length === 0 ? [] : readBoosts(manager, battleId, oldestGiftAt);
}

interface SenderRow {
  viewer_id: string;
  allegiance: string | null;
  allegiance_at: string | null;
  last_side: string | null;
}

async function readSenders(
  manager: EntityManager,
  givers: { session: StreamSession; giverIds: readonly string[]; sides: readonly string[] },
): Promise<Known["senders"]> {
  const { session, giverIds, sides } = givers;
  if (giverIds.length === 0) return new Map();
  const rows: SenderRow[] = await manager.query(
    `SELECT giver.viewer_id, said.country AS allegiance, said.at_ms AS allegiance_at,
       gave.country AS last_side
     FROM unnest($1::text[]) AS giver (viewer_id)
     LEFT JOIN LATERAL (
       SELECT country, at_ms FROM battle_allegiances
       WHERE session_id = $2 AND viewer_id = giver.viewer_id AND country = ANY($4)
       ORDER BY at_ms DESC LIMIT 1
     ) AS said ON true
     LEFT JOIN LATERAL (
       SELECT country FROM battle_points
       WHERE source = $3 AND viewer_id = giver.viewer_id AND viewer_id IS NOT NULL
         AND country = ANY($4) AND country IS NOT NULL
       ORDER BY seq DESC LIMIT 1
     ) AS gave ON true`,
    [giverIds, session.id, session.source, sides],
  );
  return new Map(
    rows.map((row) => [
      row.viewer_id,
      {
        allegiance: row.allegiance ?? undefined,
        allegianceAt: Number(row.allegiance_at ?? -1),
        lastSide: row.last_side ?? undefined,
      },
    ]),
  );
}

/** Undecided gifts that nobody has claimed; whether it is too late the rule says. */
async function readUndecided(
  manager: EntityManager,
  battleId: number,
  viewerIds: readonly string[],
): Promise<UndecidedGift[]> {
  if (viewerIds.length === 0) return [];
  const rows: BattlePointsRow[] = await manager
    .createQueryBuilder(BattlePointsEntity, "waits")
    .where("waits.battleId = :battleId AND waits.kind = 'undecided'", { battleId })
    .andWhere("waits.viewerId = ANY(:viewerIds)", { viewerIds })
    .andWhere("NOT EXISTS (SELECT 1 FROM battle_points WHERE claims_event_seq = waits.event_seq)")
    .orderBy("waits.seq")
    .getMany();
  return rows as UndecidedGift[];
}
