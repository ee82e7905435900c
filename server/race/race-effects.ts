import type { RaceEffect, RaceStage, RaceTimetable } from "#common/race/race-lifecycle.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import { lockRace } from "./lock-race.ts";
import { rereadPools } from "./note-bet.ts";
import { RaceEntity } from "./race-entities.ts";
import { type RaceOnBoard, readRevealed } from "./race-on-board.ts";
import { storeRaceSeed } from "./race-seed.ts";
import type { RaceShowDeps } from "./race-show-deps.ts";
import { toRaceChanges } from "./race-stage-row.ts";
import { readOfficial } from "./read-official.ts";
import { refundRace } from "./refund-race.ts";
import { scratchRunner } from "./scratch-runner.ts";
import type { PlayerChange } from "./settle-bets.ts";
import { settleRace } from "./settle-race.ts";
import { storePhase } from "./store-phase.ts";
import { storeResult } from "./store-result.ts";
import { hasTooFewRunners, TOO_FEW_RUNNERS } from "./too-few-runners.ts";
import type { OwnedRace } from "./write-race.ts";

/** An off that is later than planned by more than this is counted from its commit, milliseconds. */
const OFF_LATE_MS = 200;

/** What the effects of a race work on. */
export interface EffectBench {
  context: RoomContext<RaceContract, RaceState>;
  deps: RaceShowDeps;
  /** The race the room is at. */
  board(): RaceOnBoard;
  timetable(): RaceTimetable;
  stage(): RaceStage;
  /** Lets the race run from the off on. */
  startRun(offAt: number): void;
  /** Brings the next race; it is shown with its phase. */
  bringNext(stage: RaceStage): Promise<void>;
  /** Each player who is here gets the own balance and bets; the others ask when they return. */
  tell(changes: readonly PlayerChange[]): void;
}

/**
 * Makes what the lifecycle decides true in the database, and keeps what came of it for the board.
 * Answers the stage that is true now where it differs from the one that was planned.
 */
export function performRaceEffect(
  bench: EffectBench,
  effect: RaceEffect,
  next: RaceStage,
): Promise<RaceStage | void> {
  switch (effect.kind) {
    case "storePhase":
      return performStorePhase(bench, next);
    case "scratch":
      return performScratch(bench, effect.number, next);
    case "lock":
      return performLock(bench, next);
    case "sendOff":
      return performSendOff(bench, next);
    case "storeResult":
      return performStoreResult(bench);
    case "settle":
      return performSettle(bench, next);
    case "refund":
      return performRefund(bench, effect.reason, next);
    case "bringNextRace":
      return bench.bringNext(next);
  }
}

function ownedRace({ context, board }: EffectBench): OwnedRace {
  return { raceId: board().row.id, roomId: context.row.id, epoch: context.row.epoch };
}

async function performStorePhase(bench: EffectBench, next: RaceStage): Promise<void> {
  const changes = toRaceChanges(next);
  await storePhase(bench.deps.dataSource, {
    race: ownedRace(bench),
    changes: next.phase === "betting" ? { ...changes, status: "betting" } : changes,
  });
}

async function performScratch(
  bench: EffectBench,
  number: number,
  next: RaceStage,
): Promise<RaceStage | undefined> {
  const { dataSource, desk } = bench.deps;
  const race = bench.board();
  await desk.idle();
  const scratch = { race: ownedRace(bench), number, changes: toRaceChanges(next) };
  const { outcome, changes } = await rereadPools(race, () => scratchRunner(dataSource, scratch));
  // A second tap must not extend betting once more.
  if (outcome === "already_scratched" && race.row.scratched.includes(number)) return bench.stage();
  race.row = {
    ...race.row,
    scratched: [...new Set([...race.row.scratched, number])].sort((a, b) => a - b),
  };
  bench.tell(changes);
  bench.context.broadcast("runnerScratched", { raceId: race.row.id, number });
  return undefined;
}

/**
 * Calls the phones, then waits for every bet that came in time, then locks (RACE-6 c, TOTE-11). Where
 * a scratch has left fewer than two runners, the race is void instead (TOTE-1).
 */
async function performLock(bench: EffectBench, next: RaceStage): Promise<RaceStage> {
  if (next.phase !== "racing") throw new Error("a lock leads to racing");
  const { context, deps } = bench;
  const race = bench.board();
  // Asked of the database: the answer to a scratch may have been lost.
  const row = await deps.dataSource.manager.findOneByOrFail(RaceEntity, { id: race.row.id });
  if (hasTooFewRunners(row)) {
    race.row = { ...race.row, scratched: row.scratched };
    return voidForWant(bench);
  }
  await deps.entropy.rollCall(race.row.id, {
    call: () => context.broadcast("entropyCalled", { raceId: race.row.id }),
    playersPresent: () => context.seatedPlayers().flatMap(({ playerId }) => playerId ?? []),
    withinMs: deps.entropyCallMs,
  });
  await deps.desk.idle();
  const offAt = context.clock.now() + bench.timetable().gatesMs;
  const lock = { race: ownedRace(bench), offAt };
  const locked = await rereadPools(race, () => lockRace(deps.dataSource, lock));
  race.row = { ...race.row, status: "racing", lockRoots: locked.roots };
  deps.poolHistory.close(race.row.id, race.pools.stakes);
  return { ...next, offAt };
}

async function voidForWant(bench: EffectBench): Promise<RaceStage> {
  const endsAt = bench.context.clock.now() + bench.timetable().settlingMs;
  const stage: RaceStage = {
    phase: "void",
    reason: TOO_FEW_RUNNERS,
    countdown: { kind: "running", endsAt },
  };
  await performRefund(bench, TOO_FEW_RUNNERS, stage);
  return stage;
}

async function performSendOff(bench: EffectBench, next: RaceStage): Promise<RaceStage> {
  if (next.phase !== "racing") throw new Error("the off is of a race");
  // A secret that came in time is in the draw, however long it waits for the database (RACE-6 c).
  await bench.deps.entropy.idle();
  const now = bench.context.clock.now();
  const planned = next.offAt >= now - OFF_LATE_MS ? next.offAt : now;
  const race = bench.board();
  race.row = await storeRaceSeed(bench.deps.dataSource, {
    race: ownedRace(bench),
    offAt: planned,
  });
  // An earlier try committed without hearing so: its off stands.
  const offAt = Number(race.row.offAt ?? planned);
  bench.startRun(offAt);
  return { ...next, offAt };
}

async function performStoreResult(bench: EffectBench): Promise<void> {
  const { row, run } = bench.board();
  if (run === undefined) throw new Error("a race has a result after it was run");
  const result = run.result();
  // Nothing is held any more when the race is paid (RACE-7).
  await bench.deps.powers.resolveAll(row.id, result.casts);
  await storeResult(bench.deps.dataSource, { race: ownedRace(bench), result });
}

async function performSettle(bench: EffectBench, next: RaceStage): Promise<void> {
  const { dataSource } = bench.deps;
  const race = bench.board();
  const at = bench.context.clock.now();
  const changes = toRaceChanges(next);
  const settled = await settleRace(dataSource, { race: ownedRace(bench), at, changes });
  if (settled.outcome === "settled") {
    bench.tell(settled.changes);
    bench.deps.walletNews.tell(settled.favorPlayerIds);
  }
  race.official = await readOfficial(dataSource.manager, race.row.id);
}

async function performRefund(bench: EffectBench, reason: string, next: RaceStage): Promise<void> {
  const { dataSource } = bench.deps;
  const at = bench.context.clock.now();
  const refund = { race: ownedRace(bench), reason, at, changes: toRaceChanges(next) };
  const refunded = await refundRace(dataSource, refund);
  if (refunded.outcome === "refunded") bench.tell(refunded.changes);
  const race = bench.board();
  race.run = undefined;
  // Those whose answer had not come back when the race was called off are in its record too.
  race.revealed = await readRevealed(dataSource.manager, race.row.id);
}
