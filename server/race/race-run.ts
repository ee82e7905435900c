import { decodeHex } from "#common/framework/bytes.ts";
import type { RaceCard } from "#common/race/card.ts";
import { deriveRaceSeed } from "#common/race/fairness.ts";
import { POSITION_STEP_MM } from "#common/race/position-step.ts";
import type { RaceResult, RaceSimulation } from "#common/race/race-simulation.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { simulateRace } from "#common/race/simulate-race.ts";
import { startRace } from "#common/race/start-race.ts";
import { stepRace } from "#common/race/step-race.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import { showFinishTimes } from "./race-board.ts";

/** How long the picture runs on after the last runner is over the line, milliseconds. */
const RUN_OUT_MS = 1_500;
const POSITION_STEPS_MAX = 65_535;

/** A race being shown: the simulation follows the clock, one step every 50 ms from the off. */
export interface RaceRun {
  /** Steps to `now` and shows it. True once everyone is over the line and the run-out has been seen. */
  advance(state: RaceState, now: number): boolean;
  /** The result, which the seed has decided long since (RACE-3). */
  result(): RaceResult;
}

export function startRaceRun(race: {
  id: number;
  card: RaceCard;
  serverSeed: string;
  offAt: number;
}): RaceRun {
  const raceSeed = deriveRaceSeed(decodeHex(race.serverSeed), race.id);
  const simulation = startRace(race.card, raceSeed);
  return {
    advance(state, now) {
      const tick = Math.floor((now - race.offAt) / TICK_MS);
      while (simulation.tick < tick && !isOver(simulation)) stepRace(simulation);
      state.tick = Math.min(tick, simulation.tick || tick);
      showPositions(state, simulation);
      return isOver(simulation);
    },
    result: () => simulateRace(race.card, raceSeed, []),
  };
}

function isOver(simulation: RaceSimulation): boolean {
  const runOutTicks = RUN_OUT_MS / TICK_MS;
  return simulation.isFinished && simulation.tick >= simulation.finishedTick + runOutTicks;
}

function showPositions(state: RaceState, simulation: RaceSimulation): void {
  for (let index = 0; index < simulation.runnerCount; index += 1) {
    const steps = Math.floor((simulation.positionsMm[index] as number) / POSITION_STEP_MM);
    const shown = Math.min(steps, POSITION_STEPS_MAX);
    if (state.positions[index] !== shown) state.positions[index] = shown;
  }
  showFinishTimes(state, simulation.finishTimesMs);
}
