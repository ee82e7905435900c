import type { DataSource } from "typeorm";
import { CountryStatsEntity } from "./battle-entities.ts";

/** Countries of all time: most wins, then most points, then who got there first (BATTLE-6). */
export async function readLeaderboard({ manager }: DataSource, limit: number) {
  const rows = await manager.find(CountryStatsEntity, {
    order: { wins: "DESC", points: "DESC", reachedAt: "ASC", country: "ASC" },
    take: limit,
  });
  return rows.map(({ country, wins, ties, battles, points }) => ({
    country,
    wins,
    ties,
    battles,
    points: Number(points),
    winPercent: Math.floor((wins * 100) / battles),
  }));
}
