import { z } from "zod";
import type { RaceTimetable } from "#common/race/race-lifecycle.ts";

/** What the races to come offer, as the host has set it. */
export interface HouseTerms {
  winOdds: "tote" | "fixed";
  arePowersOn: boolean;
}

/** What a host can change of a lobby; kept with its row, so that a restart keeps it. */
const timetableSchema = z.object({
  isAutopilot: z.boolean(),
  lobbyMs: z.int().positive(),
  bettingMs: z.int().positive(),
  gatesMs: z.int().positive(),
  settlingMs: z.int().positive(),
  scratchExtendsMs: z.int().positive(),
});
const houseTermsSchema = z.object({ winOdds: z.enum(["tote", "fixed"]), arePowersOn: z.boolean() });

/** The timetable a lobby was left with; what an older row does not say comes from the configuration. */
export function readTimetable(
  settings: Readonly<Record<string, unknown>>,
  defaults: RaceTimetable,
): RaceTimetable {
  return timetableSchema.parse({ ...defaults, ...settings });
}

/** The same for what the races to come offer. */
export function readHouseTerms(
  settings: Readonly<Record<string, unknown>>,
  defaults: HouseTerms,
): HouseTerms {
  return houseTermsSchema.parse({ ...defaults, ...settings });
}
