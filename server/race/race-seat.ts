import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import type { RaceShow } from "./race-show.ts";
import type { RaceShowDeps } from "./race-show-deps.ts";

/** A lobby's room, as its commands see it. */
export interface RaceSeat {
  context: RoomContext<RaceContract, RaceState>;
  show: RaceShow;
  deps: RaceShowDeps;
}
