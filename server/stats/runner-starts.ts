/**
 * A table expression `starts` for the statements of this folder: one row per start of a runner in an
 * official race, with the runner's share of the win pool at the off (STATS-2), null without a pool and
 * in races of before the stakes were kept. `$1` is one runner's id, or null for all. No bet is read. A
 * scratched runner neither started nor shared.
 */
export const RUNNER_STARTS = `
  entries AS (
    SELECT races.id AS race_id, races.finished_at, races.number AS race_number, races.room_id,
      races.runner_count - cardinality(races.scratched) AS field_size,
      races.card->'track'->>'id' AS track_id, races.card->'track'->>'name' AS track_name,
      placings.runner_id, placings.finish_placing, placings.finish_time_ms, placings.win_stake,
      (SELECT (runner->>'number')::int FROM jsonb_array_elements(races.card->'runners') AS runner
        WHERE runner->>'id' = placings.runner_id) AS saddle_number
    FROM races JOIN race_placings AS placings ON placings.race_id = races.id
    WHERE races.status = 'official' AND ($1::text IS NULL OR placings.runner_id = $1)
  ),
  pools AS (
    SELECT race_id, nullif(sum(win_stake), 0) AS gross FROM race_placings
    WHERE race_id IN (SELECT race_id FROM entries)
    GROUP BY race_id
  ),
  starts AS (
    SELECT entries.*, win_stake / pools.gross AS share
    FROM entries JOIN pools ON pools.race_id = entries.race_id
  )`;

/** What starts add up to, in a grouped statement over `starts`. */
export const START_SUMS = `
  count(*)::int AS "starts",
  (count(*) FILTER (WHERE finish_placing = 1))::int AS "wins",
  (count(*) FILTER (WHERE finish_placing <= 3))::int AS "firstThree",
  count(share)::int AS "pooledStarts",
  (count(share) FILTER (WHERE finish_placing = 1))::int AS "pooledWins",
  round(100 * coalesce(sum(share), 0))::int AS "expectedWinsHundredths"`;

export interface StartSums {
  starts: number;
  wins: number;
  firstThree: number;
  pooledStarts: number;
  pooledWins: number;
  expectedWinsHundredths: number;
}
