import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";

/** Every kind of room this server offers, by its name on the wire. */
export interface Rooms {
  race: { contract: RaceContract; state: typeof RaceState };
}
