import { applyInput, powerSpeed } from "./power-effects.ts";
import type { RaceInput, RaceSimulation } from "./race-simulation.ts";
import { SLIPSTREAM_SPAN_MM, shelterOf } from "./slipstream.ts";
import { STUMBLE_MM_PER_S, TICK_MS, tuning } from "./tuning.ts";

/** A carry counts the distance that 1 mm/s covers in a tick: 1/20 mm. */
const CARRY_PER_MM = 1000 / TICK_MS;
const FAR_MM = 1_000_000_000;

/** Most races, and most ticks of the others. */
const noInputs: readonly RaceInput[] = [];

/**
 * One tick of a race, in place, without allocation but for the outcomes of `inputs`: the powers of
 * this very tick, by `seq`; others throw. Everyone acts on what was to be seen before the tick, so
 * the order of the loop decides nothing. After the finish runners only coast on.
 *
 * Integers only: a quotient is cut towards zero by `| 0`, which is exact below 2^31.
 */
export function stepRace(
  simulation: RaceSimulation,
  inputs: readonly RaceInput[] = noInputs,
): void {
  if (simulation.tick >= tuning.ticksMax && !simulation.isFinished) {
    throw new Error(`a race is not finished after ${simulation.tick} ticks`);
  }
  sortRanks(simulation);
  measureGaps(simulation);
  if (simulation.tick % tuning.windowTicks === 0) startStumbles(simulation);
  for (let index = 0; index < inputs.length; index++) applyInput(simulation, inputs[index]!);

  const { ranks, positionsMm, plan } = simulation;
  let runningCount = 0;
  for (let rank = 0; rank < ranks.length; rank++) {
    const runner = ranks[rank]!;
    if (positionsMm[runner]! >= plan.distanceMm) {
      coast(simulation, runner);
    } else {
      run(simulation, runner);
      if (positionsMm[runner]! < plan.distanceMm) runningCount++;
    }
  }
  simulation.tick++;
  if (runningCount === 0 && !simulation.isFinished) {
    simulation.isFinished = true;
    simulation.finishedTick = simulation.tick;
  }
}

/** By insertion: from one tick to the next hardly anyone changes places. */
function sortRanks({ ranks, positionsMm }: RaceSimulation): void {
  for (let next = 1; next < ranks.length; next++) {
    const runner = ranks[next]!;
    const positionMm = positionsMm[runner]!;
    let rank = next;
    while (rank > 0 && positionsMm[ranks[rank - 1]!]! < positionMm) {
      ranks[rank] = ranks[rank - 1]!;
      rank--;
    }
    ranks[rank] = runner;
  }
}

function measureGaps({ ranks, positionsMm, gapsAheadMm, gapsNearestMm }: RaceSimulation): void {
  let gapBehindMm = FAR_MM;
  for (let rank = ranks.length - 1; rank >= 0; rank--) {
    const runner = ranks[rank]!;
    const gapAheadMm = rank === 0 ? FAR_MM : positionsMm[ranks[rank - 1]!]! - positionsMm[runner]!;
    gapsAheadMm[runner] = gapAheadMm;
    gapsNearestMm[runner] = gapAheadMm < gapBehindMm ? gapAheadMm : gapBehindMm;
    gapBehindMm = gapAheadMm;
  }
}

function startStumbles({ tick, runnerCount, plan, stumbleTicks }: RaceSimulation): void {
  const first = windowOf(tick, plan.windowCount) * runnerCount;
  for (let runner = 0; runner < runnerCount; runner++) {
    if (plan.stumbles[first + runner] === 1) stumbleTicks[runner] = tuning.stumbleTicks;
  }
}

function run(simulation: RaceSimulation, runner: number): void {
  const { plan, stretches, positionsMm, speedsMmPerS, carries } = simulation;
  const positionMm = positionsMm[runner]!;
  const carry = carries[runner]!;
  if (positionMm >= plan.stretchEndsMm[stretches[runner]!]!) stretches[runner]!++;

  let speed = nextSpeed(simulation, runner);
  speedsMmPerS[runner] = speed;
  // On top of its own speed, so that a power does the same at any moment of the race.
  if (simulation.tick < simulation.powers.untilTicks[runner]!) {
    speed = Math.max(0, speed + powerSpeed(simulation, runner));
  }
  const covered = carry + speed;
  const coveredMm = (covered / CARRY_PER_MM) | 0;
  carries[runner] = covered - coveredMm * CARRY_PER_MM;
  positionsMm[runner] = positionMm + coveredMm;

  if (positionMm + coveredMm >= plan.distanceMm) {
    const left = (plan.distanceMm - positionMm) * CARRY_PER_MM - carry;
    simulation.finishTimesMs[runner] = simulation.tick * TICK_MS + (((left * TICK_MS) / speed) | 0);
  }
}

/** The speed drawn towards its target: smoothly, and within what legs and brakes allow. */
function nextSpeed(simulation: RaceSimulation, runner: number): number {
  const speed = simulation.speedsMmPerS[runner]!;
  const change = ((targetSpeed(simulation, runner) - speed) / tuning.smoothingTicks) | 0;
  const gainMax = simulation.plan.accelerationsMmPerS[runner]!;
  if (change > gainMax) return speed + gainMax;
  return change < -tuning.brakingMmPerS ? speed - tuning.brakingMmPerS : speed + change;
}

function targetSpeed(simulation: RaceSimulation, runner: number): number {
  const { plan, runnerCount, stretches, stumbleTicks } = simulation;
  const window = windowOf(simulation.tick, plan.windowCount);
  let target =
    plan.targetsMmPerS[runner * plan.stretchCount + stretches[runner]!]! +
    plan.rhythmsMmPerS[window * runnerCount + runner]!;

  const shelterMm = shelterOf(simulation.gapsAheadMm[runner]!);
  if (shelterMm > 0) target += ((shelterMm * tuning.slipstreamMmPerS) / SLIPSTREAM_SPAN_MM) | 0;
  if (
    simulation.positionsMm[runner]! >= plan.duelFromMm &&
    simulation.gapsNearestMm[runner]! < tuning.duelGapMm
  ) {
    target += plan.duelsMmPerS[runner]!;
  }
  if (stumbleTicks[runner]! > 0) {
    stumbleTicks[runner]!--;
    target -= STUMBLE_MM_PER_S;
  }
  return target > tuning.speedMmPerSMin ? target : tuning.speedMmPerSMin;
}

/** The last window goes on: a race that outlasts them is slow, not without rhythm. */
function windowOf(tick: number, windowCount: number): number {
  const window = (tick / tuning.windowTicks) | 0;
  return window < windowCount ? window : windowCount - 1;
}

/** Loses speed in proportion until it stands. */
function coast({ positionsMm, speedsMmPerS, carries }: RaceSimulation, runner: number): void {
  const speed = speedsMmPerS[runner]!;
  const slower = speed - ((speed / tuning.runOutTicks) | 0) - 1;
  speedsMmPerS[runner] = slower > 0 ? slower : 0;
  const covered = carries[runner]! + speedsMmPerS[runner]!;
  const coveredMm = (covered / CARRY_PER_MM) | 0;
  carries[runner] = covered - coveredMm * CARRY_PER_MM;
  positionsMm[runner]! += coveredMm;
}
