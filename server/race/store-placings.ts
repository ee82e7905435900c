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

/** Enters an official result in the form book: those who ran. */
export async function storePlacings(
  manager: EntityManager,
  { row, result }: { row: RaceRow; result: RaceResultRow },
): Promise<void> {
  const placings = placingsOf(result.finishOrder);
  await manager.insert(
    RacePlacingEntity,
    row.card.runners.flatMap((runner, index) => {
      const placing = placings.get(runner.number);
      const finishTimeMs = result.finishTimesMs[index];
      if (placing === undefined || finishTimeMs === undefined) return [];
      return [{ raceId: row.id, runnerId: runner.id, placing, finishTimeMs }];
    }),
  );
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
