import { powerTuning } from "./power-tuning.ts";
import { type CastReason, effectBits, type PowerName, powerNames } from "./powers.ts";
import type { PowerEffects, RaceInput, RaceSimulation } from "./race-simulation.ts";
import { SLIPSTREAM_SPAN_MM, shelterOf } from "./slipstream.ts";
import { STUMBLE_MM_PER_S, TICK_MS } from "./tuning.ts";

const BOOST_MM = reachMm(powerTuning.boostMmPerS, powerTuning.boostTicks);
const SLOW_MM = reachMm(powerTuning.slowMmPerS, powerTuning.slowTicks);
const DRAFT_MM = reachMm(powerTuning.draftMmPerS, powerTuning.draftTicks);

/** A field on which no power has worked. */
export function noEffects(runnerCount: number): PowerEffects {
  const perRunner = () => new Int32Array(runnerCount);
  return {
    boostUntil: perRunner(),
    shieldUntil: perRunner(),
    slowUntil: perRunner(),
    draftUntil: perRunner(),
    repairUntil: perRunner(),
    untilTicks: perRunner(),
    gainsMm: perRunner(),
    lossesMm: perRunner(),
  };
}

/**
 * Puts one power to work in the tick at hand, or notes why it can't (RACE-7). Ranks and gaps must be
 * those of this tick. An input of another tick throws.
 */
export function applyInput(simulation: RaceSimulation, input: RaceInput): void {
  if (input.tick !== simulation.tick) {
    throw new RangeError(`a power of tick ${input.tick} does not work at ${simulation.tick}`);
  }
  const reason = refusalOf(simulation, input) ?? work(simulation, input);
  simulation.casts.push({ seq: input.seq, isApplied: reason === "", reason });
}

/** Whether the leader has passed 80 % of the distance: no power works any more (RACE-7). */
export function isPastLimit({ plan, positionsMm }: RaceSimulation): boolean {
  const limitMm = Math.floor((plan.distanceMm * powerTuning.closesAtPercent) / 100);
  for (let runner = 0; runner < positionsMm.length; runner++) {
    if (positionsMm[runner]! >= limitMm) return true;
  }
  return false;
}

/** What the powers at work add to a runner's own speed, mm/s. */
export function powerSpeed({ tick, powers, gapsAheadMm }: RaceSimulation, runner: number): number {
  let speed = 0;
  if (tick < powers.boostUntil[runner]!) speed += powerTuning.boostMmPerS;
  if (tick < powers.slowUntil[runner]!) speed -= powerTuning.slowMmPerS;
  if (tick < powers.draftUntil[runner]!) {
    speed += ((shelterOf(gapsAheadMm[runner]!) * powerTuning.draftMmPerS) / SLIPSTREAM_SPAN_MM) | 0;
  }
  return speed;
}

/** The powers at work on a runner, as the bits of `effectBits`; `index` counts from 0 in saddle order. */
export function runnerEffects({ tick, powers }: RaceSimulation, index: number): number {
  let bits = 0;
  if (tick < powers.boostUntil[index]!) bits |= effectBits.boost;
  if (tick < powers.shieldUntil[index]!) bits |= effectBits.shield;
  if (tick < powers.slowUntil[index]!) bits |= effectBits.slow;
  if (tick < powers.draftUntil[index]!) bits |= effectBits.draft;
  if (tick < powers.repairUntil[index]!) bits |= effectBits.repair;
  return bits;
}

/** What forbids any power on this runner now. */
function refusalOf(simulation: RaceSimulation, input: RaceInput): CastReason | undefined {
  if (!isPower(input.power)) return "power_unknown";
  const runner = input.target - 1;
  if (!(runner >= 0 && runner < simulation.runnerCount)) return "target_unknown";
  if (simulation.isScratched[runner] === 1) return "target_scratched";
  if (simulation.finishTimesMs[runner]! > 0) return "target_finished";
  return isPastLimit(simulation) ? "past_limit" : undefined;
}

function isPower(power: string): power is PowerName {
  return (powerNames as readonly string[]).includes(power);
}

function work(simulation: RaceSimulation, { power, target }: RaceInput): CastReason | "" {
  const runner = target - 1;
  switch (power as PowerName) {
    case "boost":
      return boost(simulation, runner);
    case "shield":
      return shield(simulation, runner);
    case "slow":
      return slow(simulation, runner);
    case "draft":
      return draft(simulation, runner);
    case "repair":
      return repair(simulation, runner);
  }
}

function boost({ tick, powers }: RaceSimulation, runner: number): CastReason | "" {
  if (tick < powers.boostUntil[runner]!) return "already_active";
  if (!takeGain(powers, runner, BOOST_MM)) return "capped";
  powers.boostUntil[runner] = tick + powerTuning.boostTicks;
  moveUntil(powers, runner, tick + powerTuning.boostTicks);
  return "";
}

function shield({ tick, powers }: RaceSimulation, runner: number): CastReason | "" {
  if (tick < powers.shieldUntil[runner]!) return "already_active";
  powers.shieldUntil[runner] = tick + powerTuning.shieldTicks;
  return "";
}

/** A slow that meets a shield has worked: the shield is gone. */
function slow({ tick, powers }: RaceSimulation, runner: number): CastReason | "" {
  if (tick < powers.slowUntil[runner]!) return "already_active";
  if (powers.lossesMm[runner]! + SLOW_MM > powerTuning.lossMmMax) return "capped";
  if (tick < powers.shieldUntil[runner]!) {
    powers.shieldUntil[runner] = tick;
    return "";
  }
  powers.lossesMm[runner]! += SLOW_MM;
  powers.slowUntil[runner] = tick + powerTuning.slowTicks;
  moveUntil(powers, runner, tick + powerTuning.slowTicks);
  return "";
}

/** Counts as the most that it can win, behind a runner at the near gap all the time. */
function draft(simulation: RaceSimulation, runner: number): CastReason | "" {
  const { tick, powers, gapsAheadMm } = simulation;
  if (tick < powers.draftUntil[runner]!) return "already_active";
  if (shelterOf(gapsAheadMm[runner]!) === 0) return "no_slipstream";
  if (!takeGain(powers, runner, DRAFT_MM)) return "capped";
  powers.draftUntil[runner] = tick + powerTuning.draftTicks;
  moveUntil(powers, runner, tick + powerTuning.draftTicks);
  return "";
}

/** A stumble that ends early is help and counts; the end of a slow only takes harm back. */
function repair({ tick, powers, stumbleTicks }: RaceSimulation, runner: number): CastReason | "" {
  const left = stumbleTicks[runner]!;
  if (left === 0 && tick >= powers.slowUntil[runner]!) return "nothing_to_repair";
  if (!takeGain(powers, runner, reachMm(STUMBLE_MM_PER_S, left))) return "capped";
  stumbleTicks[runner] = 0;
  if (tick < powers.slowUntil[runner]!) powers.slowUntil[runner] = tick;
  powers.repairUntil[runner] = tick + powerTuning.repairTicks;
  return "";
}

function takeGain({ gainsMm }: PowerEffects, runner: number, gainMm: number): boolean {
  if (gainsMm[runner]! + gainMm > powerTuning.gainMmMax) return false;
  gainsMm[runner]! += gainMm;
  return true;
}

function moveUntil({ untilTicks }: PowerEffects, runner: number, until: number): void {
  if (untilTicks[runner]! < until) untilTicks[runner] = until;
}

/** The distance a speed makes in so many ticks, rounded down to a millimetre. */
function reachMm(mmPerS: number, ticks: number): number {
  return Math.floor((mmPerS * ticks * TICK_MS) / 1000);
}
