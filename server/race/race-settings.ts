import { z } from "zod";
import type { RaceTimetable } from "#common/race/race-lifecycle.ts";

/** What a host can change of a lobby; kept with its row, so that a restart keeps it. */
const settingsSchema = z.object({
  isAutopilot: z.boolean(),
  lobbyMs: z.int().positive(),
  bettingMs: z.int().positive(),
  gatesMs: z.int().positive(),
  settlingMs: z.int().positive(),
});

/** The timetable a lobby was left with; what an older row does not say comes from the configuration. */
export function readTimetable(
  settings: Readonly<Record<string, unknown>>,
  defaults: RaceTimetable,
): RaceTimetable {
  return settingsSchema.parse({ ...defaults, ...settings });
}
