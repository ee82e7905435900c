import { engineHash } from "#common/race/engine.ts";
import { lobbyStage } from "#common/race/race-lifecycle.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { recoverRace } from "#common/race/recover-race.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import { bringNextRace } from "./bring-next-race.ts";
import { loadRace } from "./load-race.ts";
import { readTimetable } from "./race-settings.ts";
import { RaceShow, type RaceShowDeps } from "./race-show.ts";
import { toRaceChanges, toRaceStage } from "./race-stage-row.ts";
import { writeRace } from "./write-race.ts";

/** Says in a race's record why an update of the rules ended it. */
const ENGINE_CHANGED = "The race engine was updated in the middle of this race.";

/**
 * Opens a lobby's show on what the database knows: a first race in a new room; the race an earlier
 * process left, with the time away given back; a void where its engine is gone.
 */
export async function restoreShow(
  context: RoomContext<RaceContract, RaceState>,
  deps: RaceShowDeps,
): Promise<RaceShow> {
  const { dataSource, marketRules, fieldSize } = deps;
  const timetable = readTimetable(context.row.settings, deps.timetable);
  const now = context.clock.now();
  const found = await loadRace(dataSource, context.row);
  if (found === undefined) {
    const stage = lobbyStage(timetable, now);
    const row = await bringNextRace(dataSource, {
      room: context.row,
      stage,
      marketRules,
      fieldSize,
    });
    const show = new RaceShow(context, deps, { row, stage, timetable });
    await show.open();
    return show;
  }
  const { stage, finishesUnseen } = recoverRace(toRaceStage(found), {
    heartbeatAt: Number(context.row.heartbeatMs),
    now,
  });
  const show = new RaceShow(context, deps, { row: found, stage, timetable });
  if (found.finishedAt === null) {
    const race = { raceId: found.id, roomId: context.row.id, epoch: context.row.epoch };
    await writeRace(dataSource.manager, race, {
      ...toRaceChanges(stage),
      ...(stage.phase === "racing" ? { offAt: BigInt(stage.offAt) } : {}),
    });
  }
  await show.open();
  const isUnrun = found.finishedAt === null && found.status !== "settling";
  if (isUnrun && found.engineHash !== engineHash) {
    await show.dispatch({ kind: "voidRace", reason: ENGINE_CHANGED });
  } else if (finishesUnseen) {
    await show.finishUnseen();
  }
  await followConfiguration(show);
  context.log.info({ race: found.id, from: found.status, to: show.stage.phase }, "race recovered");
  return show;
}

/** A lobby that was left waiting counts down when autopilot has come on since, and the other way round. */
async function followConfiguration(show: RaceShow): Promise<void> {
  if (show.stage.phase !== "lobby" || show.stage.countdown.kind === "paused") return;
  const countsDown = show.stage.countdown.kind === "running";
  if (countsDown !== show.timetable.isAutopilot) await show.dispatch({ kind: "autopilot" });
}
