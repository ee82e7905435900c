import type { EntityManager } from "typeorm";
import type {
  RunnerFiguresWire,
  RunnerStartWire,
  TrackFiguresWire,
} from "#common/stats/stats-schemas.ts";
import { readRunners } from "./read-runners.ts";
import { RUNNER_STARTS, START_SUMS } from "./runner-starts.ts";

const STARTS_MAX = 100;

export interface RunnerStats {
  runner: RunnerFiguresWire;
  tracks: TrackFiguresWire[];
  starts: RunnerStartWire[];
}

/** One runner: added up, by track, and its last starts; undefined if the stable has none of that id. */
export async function readRunner(
  manager: EntityManager,
  runnerId: string,
): Promise<RunnerStats | undefined> {
  const [runner] = await readRunners(manager, runnerId);
  if (runner === undefined) return undefined;
  return {
    runner,
    tracks: await readTracks(manager, runnerId),
    starts: await readStarts(manager, runnerId),
  };
}

function readTracks(manager: EntityManager, runnerId: string): Promise<TrackFiguresWire[]> {
  return manager.query(
    `WITH ${RUNNER_STARTS}
     SELECT track_id AS "trackId", (array_agg(track_name ORDER BY race_id DESC))[1] AS "name",
       ${START_SUMS}, min(finish_time_ms) AS "bestTimeMs"
     FROM starts GROUP BY track_id ORDER BY count(*) DESC, track_id`,
    [runnerId],
  );
}

function readStarts(manager: EntityManager, runnerId: string): Promise<RunnerStartWire[]> {
  return manager.query(
    `WITH ${RUNNER_STARTS},
     counted AS (
       SELECT *,
         count(share) FILTER (WHERE finish_placing = 1) OVER so_far AS pooled_wins,
         sum(share) OVER so_far AS expected_wins
       FROM starts WINDOW so_far AS (ORDER BY race_id)
     )
     SELECT race_id AS "raceId", race_number AS "raceNumber", rooms.code AS "lobby",
       track_name AS "track", saddle_number AS "saddleNumber", field_size AS "fieldSize",
       finish_placing AS "placing", finish_time_ms AS "finishTimeMs", round(10000 * share)::int AS "shareBps",
       finished_at::float8 AS "finishedAt", pooled_wins::int AS "pooledWins",
       round(100 * coalesce(expected_wins, 0))::int AS "expectedWinsHundredths"
     FROM counted JOIN durable_rooms AS rooms ON rooms.id = counted.room_id
     ORDER BY race_id DESC LIMIT ${STARTS_MAX}`,
    [runnerId],
  );
}
