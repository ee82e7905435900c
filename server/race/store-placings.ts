import type { EntityManager } from "typeorm";
import { RacePlacingEntity, type RaceResultRow, type RaceRow } from "./race-entities.ts";

/** Placings a runner's form shows. */
const FORM_LENGTH = 5;

/** Saddle number → placing; runners of a dead heat share the better one (RACE-5). */
export function placingsOf(finishOrder: readonly (readonly number[])[]): Map<number, number> {
  const placings = new Map<number, number>();
  let placing = 1;
  for (const group of finishOrder) {
    for (const number of group) placings.set(number, placing);
    placing += group.length;
  }
  return placings;
}

/**
 * Enters an official result in the form book: those who ran, and what the crowd had staked on each to
 * win. The bets of the race are settled.
 */
export async function storePlacings(
  manager: EntityManager,
  { row, result }: { row: RaceRow; result: RaceResultRow },
): Promise<void> {
  const placings = placingsOf(result.finishOrder);
  const stakes = await readWinStakes(manager, row.id);
  await manager.insert(
    RacePlacingEntity,
    row.card.runners.flatMap((runner, index) => {
      const placing = placings.get(runner.number);
      const finishTimeMs = result.finishTimesMs[index];
      if (placing === undefined || finishTimeMs === undefined) return [];
      const winStake = stakes.get(runner.number) ?? 0n;
      return [{ raceId: row.id, runnerId: runner.id, placing, finishTimeMs, winStake }];
    }),
  );
}

/** What stood in the win pool of a settled race, by saddle number; fixed odds are no pool. */
export async function readWinStakes(
  manager: EntityManager,
  raceId: number,
): Promise<Map<number, bigint>> {
  const rows: { number: number; stakes: string }[] = await manager.query(
    `SELECT selection[1] AS number, sum(stake)::bigint AS stakes FROM bets
     WHERE race_id = $1 AND market = 'win' AND price IS NULL
       AND status IN ('won', 'lost', 'refunded')
     GROUP BY selection[1]`,
    [raceId],
  );
  return new Map(rows.map(({ number, stakes }) => [number, BigInt(stakes)]));
}

/** What each runner of a race brought to it: last placings, newest first, joined by "-"; a debut has none. */
export async function readForm(
  manager: EntityManager,
  { id, card }: Pick<RaceRow, "id" | "card">,
): Promise<Map<string, string>> {
  const rows: { runner_id: string; form: string }[] = await manager.query(
    `SELECT runner_id, string_agg(finish_placing::text, '-' ORDER BY race_id DESC) AS form
     FROM (
       SELECT runner_id, race_id, finish_placing,
         row_number() OVER (PARTITION BY runner_id ORDER BY race_id DESC) AS age
       FROM race_placings WHERE runner_id = ANY($1) AND race_id < $2
     ) starts WHERE age <= $3 GROUP BY runner_id`,
    [card.runners.map((runner) => runner.id), id, FORM_LENGTH],
  );
  return new Map(rows.map((row) => [row.runner_id, row.form]));
}
