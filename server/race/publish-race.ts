import { countdownOf, type RaceStage } from "#common/race/race-lifecycle.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import { showCard, showFairness, showOfficial } from "./race-board.ts";
import type { RaceOnBoard } from "./race-on-board.ts";
import { showPools } from "./show-pools.ts";

/**
 * Shows a stage of a race together with all that is true in it, so that nothing of one phase is ever
 * seen in another. `isNewRace`: the board still has the race before.
 */
export function publishRace(
  context: RoomContext<RaceContract, RaceState>,
  race: RaceOnBoard,
  change: { stage: RaceStage; previous: RaceStage | undefined; isNewRace: boolean },
): void {
  const { stage, previous, isNewRace } = change;
  const countdown = countdownOf(stage);
  const endsAt = countdown.kind === "running" ? countdown.endsAt : 0;
  const show = (state: RaceState) => {
    if (isNewRace) showCard(state, race);
    showFairness(state, race);
    showPools(state, race);
    state.isPaused = countdown.kind === "paused";
    if (stage.phase === "racing") state.offAtMs = stage.offAt;
    if (stage.phase !== "racing") state.arePowersOpen = false;
    if (stage.phase === "void") {
      state.voidReason = stage.reason;
      state.serverSeed = race.row.serverSeed;
    }
    if (race.official !== undefined) showOfficial(state, race.official);
  };
  if (previous?.phase === stage.phase) {
    context.change((state) => {
      state.phaseEndsAt = endsAt;
      show(state);
    });
  } else {
    context.enterPhase(stage.phase, endsAt, show);
  }
}
