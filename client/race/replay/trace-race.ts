import { hashCanonical } from "#common/framework/canonical.ts";
import { knownEngineHashes } from "#common/race/engine.ts";
import { runnerEffects } from "#common/race/power-effects.ts";
import type { CastOutcome } from "#common/race/powers.ts";
import type { RaceInput, RaceResult } from "#common/race/race-simulation.ts";
import type { RaceRecord } from "#common/race/record.ts";
import { resultOf } from "#common/race/simulate-race.ts";
import { startRace } from "#common/race/start-race.ts";
import { stepRace } from "#common/race/step-race.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import { seedOf } from "#common/race/verify-entropy.ts";

/** The race runs on in the picture after the last runner is over the line, ticks. */
export const RUN_OUT_TICKS = 1_500 / TICK_MS;

/** Every place of every runner in a race, by tick and then by runner in saddle order. */
export interface RaceTrace {
  runnerCount: number;
  /** Of the whole trace, the gate and the run-out included: ticks 0 to `tickCount - 1`. */
  tickCount: number;
  /** Millimetres from the gate. */
  positionsMm: Int32Array;
  /** The powers at work, bits of `effectBits`. */
  effects: Uint8Array;
  result: RaceResult;
  /** What became of the powers that came to work, in that order. */
  casts: CastOutcome[];
}

/** `engine_unknown`: run by rules that are not here (RACE-3). `never_run`: void before its lock. */
export type TraceFault = "engine_unknown" | "never_run";

/** The race of a record run again, step by step (RACE-3), or why it can't be. */
export function traceRace(record: RaceRecord): RaceTrace | TraceFault {
  if (!knownEngineHashes.has(record.engineHash)) return "engine_unknown";
  const seed = seedOf(record);
  if (seed === undefined) return "never_run";
  const scratched = record.format === 1 ? [] : record.scratched;
  const inputs = record.inputs.toSorted((a, b) => a.tick - b.tick || a.seq - b.seq);
  const simulation = startRace(record.card, seed, { scratched });
  const { runnerCount } = simulation;
  const positionsMm: number[] = [];
  const effects: number[] = [];
  const note = () => {
    for (let runner = 0; runner < runnerCount; runner++) {
      positionsMm.push(simulation.positionsMm[runner]!);
      effects.push(runnerEffects(simulation, runner));
    }
  };
  note();
  while (!simulation.isFinished) {
    stepRace(simulation, inputsAt(inputs, simulation.tick));
    note();
  }
  for (let tick = 0; tick < RUN_OUT_TICKS; tick++) {
    stepRace(simulation);
    note();
  }
  return {
    runnerCount,
    tickCount: simulation.tick + 1,
    positionsMm: Int32Array.from(positionsMm),
    effects: Uint8Array.from(effects),
    result: resultOf(simulation),
    casts: simulation.casts,
  };
}

/** One hash over every position, every power at work and the result: equal traces are equal bytes. */
export function hashTrace({ positionsMm, effects, ...rest }: RaceTrace): string {
  return hashCanonical({ positionsMm: [...positionsMm], effects: [...effects], ...rest });
}

function inputsAt(inputs: readonly RaceInput[], tick: number): RaceInput[] {
  return inputs.filter((input) => input.tick === tick);
}
