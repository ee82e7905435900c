import { call } from "#client/framework/http.ts";
import { type RaceRecord, recordSchema } from "#common/race/record.ts";
import { createReplay, type Replay } from "./create-replay.ts";
import type { texts } from "./texts.ts";

/** Why there is nothing to watch. */
export type ReplayFault = keyof typeof texts.value.replay.faults;

/** Asks for a race's record and makes a replay of it; else why there is none. */
export async function findReplay(raceId: number | undefined): Promise<Replay | ReplayFault> {
  if (raceId === undefined) return "no_race";
  const race = await call("GET", "/stats/races/:raceId", { params: { raceId } });
  if (!race.ok) return race.refusal.code === "race_unknown" ? "unknown" : "silent";
  if (race.value.finishedAt === null) return "pending";
  const answer = await call("GET", "/races/:raceId/record", { params: { raceId } });
  if (!answer.ok) return "pending";
  const record = recordSchema.safeParse(answer.value);
  return record.success ? runAgain(record.data) : "unreadable";
}

/** A record that says what no race can be is none to watch. */
function runAgain(record: RaceRecord): Replay | ReplayFault {
  try {
    return createReplay(record);
  } catch (cause) {
    console.warn("the record can't be run", cause);
    return "unreadable";
  }
}
