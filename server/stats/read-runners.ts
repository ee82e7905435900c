import type { EntityManager } from "typeorm";
import { stable } from "#common/race/stable.ts";
import type { RunnerFiguresWire } from "#common/stats/stats-schemas.ts";
import { RUNNER_STARTS, START_SUMS, type StartSums } from "./runner-starts.ts";

/** Placings a runner's form shows. */
const FORM_LENGTH = 5;

const none: StartSums & { form: number[] } = {
  starts: 0,
  wins: 0,
  firstThree: 0,
  pooledStarts: 0,
  pooledWins: 0,
  expectedWinsHundredths: 0,
  form: [],
};

/** Every runner of the stable over its official races, in the stable's order; of one runner where named. */
export async function readRunners(
  manager: EntityManager,
  runnerId: string | null = null,
): Promise<RunnerFiguresWire[]> {
  const rows: (StartSums & { id: string; form: number[] })[] = await manager.query(
    `WITH ${RUNNER_STARTS}
     SELECT runner_id AS "id", ${START_SUMS},
       (array_agg(finish_placing ORDER BY race_id DESC))[1:${FORM_LENGTH}] AS "form"
     FROM starts GROUP BY runner_id`,
    [runnerId],
  );
  const figures = new Map(rows.map((row) => [row.id, row]));
  return stable
    .map(({ id, name }, livery) => ({ ...none, ...figures.get(id), id, name, livery }))
    .filter(({ id }) => runnerId === null || id === runnerId);
}
