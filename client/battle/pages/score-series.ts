import type { BattleDetailWire } from "#common/battle/battle-api.ts";

/** A battle's scores over time, as a chart takes them. */
export interface ScoreSeries {
  /** Seconds since the start, rising; begins with 0. */
  seconds: number[];
  /** Points of each side at those times, sides in the order of the standings. */
  sides: { country: string; seat: number; points: number[] }[];
}

/** The timeline in columns: from 0 at the start to the final standings at the end, if it has ended. */
export function toScoreSeries({ battle, timeline }: BattleDetailWire): ScoreSeries {
  const since = (at: number) => Math.max(0, (at - battle.startedAt) / 1_000);
  const seconds = [0, ...timeline.map(({ at }) => since(at))];
  const sides = battle.standings.map(({ country, seat }) => {
    const points = [0];
    for (const { scores } of timeline) {
      const scored = scores.find((score) => score.country === country);
      points.push(scored?.points ?? (points.at(-1) as number));
    }
    return { country, seat, points };
  });
  const end = since(battle.endedAt ?? 0);
  if (end > (seconds.at(-1) as number)) {
    seconds.push(end);
    for (const { points } of sides) points.push(points.at(-1) as number);
  }
  return { seconds, sides };
}
