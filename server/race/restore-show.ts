import type { DataSource } from "typeorm";
import { engineHash, knownEngineHashes } from "#common/race/engine.ts";
import { lobbyStage, type RaceStage } from "#common/race/race-lifecycle.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { recoverRace } from "#common/race/recover-race.ts";
import { assertMine, DurableRoom, type DurableRoomRow } from "#server/framework/durable-room.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import { transaction } from "#server/storage/transaction.ts";
import { bringNextRace } from "./bring-next-race.ts";
import { loadRace } from "./load-race.ts";
import type { RaceRow } from "./race-entities.ts";
import { readOnBoard } from "./race-on-board.ts";
import { readHouseTerms, readTimetable } from "./race-settings.ts";
import { RaceShow } from "./race-show.ts";
import type { RaceShowDeps } from "./race-show-deps.ts";
import { toRaceChanges, toRaceStage } from "./race-stage-row.ts";
import { hasTooFewRunners, TOO_FEW_RUNNERS } from "./too-few-runners.ts";
import { writeRace } from "./write-race.ts";

/** Says in a race's record why an update of the rules ended it. */
const ENGINE_CHANGED = "The race engine was updated in the middle of this race.";

/**
 * Opens a lobby's show on what the database knows: a first race in a new room; the race an earlier
 * process left, with the time away given back; a void where its engine or its field is gone.
 */
export async function restoreShow(
  context: RoomContext<RaceContract, RaceState>,
  deps: RaceShowDeps,
): Promise<RaceShow> {
  const { dataSource, fieldSize } = deps;
  const timetable = readTimetable(context.row.settings, deps.timetable);
  const house = readHouseTerms(context.row.settings, deps.houseTerms);
  const now = context.clock.now();
  const found = await loadRace(dataSource, context.row);
  if (found === undefined) {
    const stage = lobbyStage(timetable, now);
    const row = await bringNextRace(dataSource, {
      room: context.row,
      stage,
      marketRules: deps.termsOf(house),
      fieldSize,
    });
    const race = await readOnBoard(dataSource, row);
    const show = new RaceShow(context, deps, { race, stage, timetable, house });
    show.open();
    return show;
  }
  const { stage, finishesUnseen } = recoverRace(toRaceStage(found), {
    heartbeatAt: Number(context.row.heartbeatMs),
    now,
  });
  // What was seen before the crash is run again: nobody may cast who knows it (RACE-7).
  const isResumed = stage.phase === "racing" && stage.isOff;
  const arePowersStopped = found.arePowersStopped || isResumed;
  const race = await readOnBoard(dataSource, { ...found, arePowersStopped });
  const show = new RaceShow(context, deps, { race, stage, timetable, house });
  await storeRecovery(dataSource, { room: context.row, race: race.row, stage, now });
  show.open();
  const isUnrun = found.finishedAt === null && found.status !== "settling";
  // A race under way goes on by the engine it was committed to, where that engine is still known.
  const goesOn = found.status === "racing" && knownEngineHashes.has(found.engineHash);
  if (isUnrun && found.engineHash !== engineHash && !goesOn) {
    await show.dispatch({ kind: "voidRace", seen: stage.phase, reason: ENGINE_CHANGED });
  } else if (isUnrun && hasTooFewRunners(found)) {
    await show.dispatch({ kind: "voidRace", seen: stage.phase, reason: TOO_FEW_RUNNERS });
  } else if (finishesUnseen) {
    // The room opens all the same: what is left to do then is done as after any other race.
    await show
      .finishUnseen()
      .catch((error: unknown) => context.log.error({ error }, "race not finished at once"));
  }
  // A lobby that was left waiting counts down when autopilot has come on since, and the other way round.
  await show
    .dispatch({ kind: "autopilot" })
    .catch((error: unknown) => context.log.error({ error }, "autopilot not followed"));
  context.log.info({ race: found.id, from: found.status, to: show.stage.phase }, "race recovered");
  return show;
}

/**
 * Stores the stage with its time moved on, and with it the heartbeat it was moved by: a second crash
 * before the next heartbeat must not give the same absence back again.
 */
function storeRecovery(
  dataSource: DataSource,
  {
    room,
    race: { id: raceId, arePowersStopped },
    stage,
    now,
  }: { room: Readonly<DurableRoomRow>; race: RaceRow; stage: RaceStage; now: number },
): Promise<void> {
  const race = { raceId, roomId: room.id, epoch: room.epoch };
  return transaction(dataSource, async (manager) => {
    await assertMine(manager, room);
    await writeRace(manager, race, {
      ...toRaceChanges(stage),
      ...(stage.phase === "racing" ? { offAt: BigInt(stage.offAt), arePowersStopped } : {}),
    });
    await manager.update(DurableRoom, { id: room.id }, { heartbeatMs: BigInt(now) });
  });
}
