import { call } from "#client/framework/http.ts";
import type { RaceRecord } from "#common/race/record.ts";
import type { RaceStatsWire } from "#common/stats/stats-api.ts";

/** Races looked through for the one before. */
const RACES_LISTED = 50;

/** What the server shows of a race. `pending`: it is neither official nor void yet. */
export type FoundRace =
  | { kind: "record"; record: Record<string, unknown>; previous: unknown }
  | { kind: "pending"; race: RaceStatsWire; serverNow: number }
  | { kind: "unknown" };

/** Asks for a race and all it is judged by. Rejects when the server does not answer. */
export async function findEvidence(raceId: number): Promise<FoundRace> {
  const response = await fetch(`/stats/races/${raceId}`, {
    headers: { accept: "application/json" },
  });
  if (response.status === 404) return { kind: "unknown" };
  if (!response.ok) throw new TypeError(`the server answered ${response.status}`);
  const race = (await response.json()) as RaceStatsWire;
  const serverNow = Date.parse(response.headers.get("date") ?? "") || Date.now();
  if (race.finishedAt === null) return { kind: "pending", race, serverNow };
  const answer = await call("GET", "/races/:raceId/record", { params: { raceId } });
  if (!answer.ok) return { kind: "pending", race, serverNow };
  return { kind: "record", record: answer.value, previous: await findPrevious(answer.value) };
}

/** The record of the lobby's race before; undefined where there is none or it is too far back. */
async function findPrevious(record: Record<string, unknown>): Promise<unknown> {
  const { raceId, raceNumber, lobby, previousRecordHash } = record as Partial<RaceRecord>;
  if (!previousRecordHash || lobby === undefined || raceId === undefined) return undefined;
  const listed = await call("GET", "/races", { query: { lobby, limit: RACES_LISTED } });
  if (!listed.ok) return undefined;
  const before = listed.value.races.find(
    (race) => race.raceId < raceId && race.number < (raceNumber ?? 0),
  );
  if (before === undefined) return undefined;
  const params = { raceId: before.raceId };
  const answer = await call("GET", "/races/:raceId/record", { params });
  return answer.ok ? answer.value : undefined;
}
