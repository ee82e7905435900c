import type { DataSource, EntityManager } from "typeorm";
import { GifterStatsEntity } from "./gifter-stats-entity.ts";

/** One of the best gifters: what they gave, and the points it brought. */
export interface Gifter {
  viewerId: string;
  name: string;
  points: number;
  gifts: number;
  diamonds: number;
}

interface GifterRow {
  country: string;
  viewer_id: string;
  name: string;
  points: string;
  gifts: string;
  diamonds: string;
}

/**
 * Best gifters of one battle, of one stream session, or, where neither is named, of every battle that
 * counted (BATTLE-6): ended, and no rehearsal. Gifts nobody chose a country for brought no points.
 */
export async function readGifters(
  { manager }: DataSource,
  of: { battleId?: number | undefined; sessionId?: number | undefined; limit: number },
): Promise<Gifter[]> {
  const { battleId, sessionId, limit } = of;
  if (battleId === undefined && sessionId === undefined) return readBestOfAll(manager, limit);
  // Each question has its own index, which one statement for both would not use.
  const ids = [battleId, sessionId].filter((id) => id !== undefined);
  const conditions = [
    ...(battleId === undefined ? [] : ["battle_id = $2"]),
    ...(sessionId === undefined ? [] : [`session_id = $${ids.length + 1}`]),
  ];
  const rows: GifterRow[] = await manager.query(
    `SELECT viewer_id, (array_agg(viewer_name ORDER BY seq DESC))[1] AS name,
       sum(points) AS points, sum(gifts) AS gifts, sum(diamonds) AS diamonds
     FROM battle_points
     WHERE viewer_id IS NOT NULL AND country IS NOT NULL AND ${conditions.join(" AND ")}
     GROUP BY source, viewer_id
     ORDER BY sum(points) DESC, max(seq) FILTER (WHERE points <> 0), viewer_id
     LIMIT $1`,
    [limit, ...ids],
  );
  return rows.map(toGifter);
}

async function readBestOfAll(manager: EntityManager, limit: number): Promise<Gifter[]> {
  const rows = await manager.find(GifterStatsEntity, {
    order: { points: "DESC", reachedSeq: "ASC", viewerId: "ASC" },
    take: limit,
  });
  return rows.map(({ viewerId, name, points, gifts, diamonds }) => ({
    viewerId,
    name,
    points: Number(points),
    gifts: Number(gifts),
    diamonds: Number(diamonds),
  }));
}

/** Best gifters of each side of a battle, at most `count` each. */
export async function readGiftersBySide(
  { manager }: DataSource,
  { battleId, sides, count }: { battleId: number; sides: readonly string[]; count: number },
): Promise<{ country: string; gifters: Gifter[] }[]> {
  const rows: GifterRow[] = await manager.query(
    `SELECT * FROM (
       SELECT country, viewer_id, (array_agg(viewer_name ORDER BY seq DESC))[1] AS name,
         sum(points) AS points, sum(gifts) AS gifts, sum(diamonds) AS diamonds,
         row_number() OVER (PARTITION BY country ORDER BY sum(points) DESC,
           max(seq) FILTER (WHERE points <> 0), viewer_id) AS place
       FROM battle_points
       WHERE battle_id = $1 AND country IS NOT NULL AND viewer_id IS NOT NULL
       GROUP BY country, source, viewer_id
     ) AS ranked WHERE place <= $2 ORDER BY country, place`,
    [battleId, count],
  );
  return sides.map((country) => ({
    country,
    gifters: rows.filter((row) => row.country === country).map(toGifter),
  }));
}

function toGifter(row: GifterRow): Gifter {
  return {
    viewerId: row.viewer_id,
    name: row.name,
    points: Number(row.points),
    gifts: Number(row.gifts),
    diamonds: Number(row.diamonds),
  };
}
