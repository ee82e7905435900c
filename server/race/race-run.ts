import type { RaceCard } from "#common/race/card.ts";
import { POSITION_STEP_MM } from "#common/race/position-step.ts";
import { isPastLimit, runnerEffects } from "#common/race/power-effects.ts";
import { CAST_LEAD_TICKS, type CastOutcome } from "#common/race/powers.ts";
import type { RaceInput, RaceOutcome, RaceSimulation } from "#common/race/race-simulation.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { simulateRace } from "#common/race/simulate-race.ts";
import { startRace } from "#common/race/start-race.ts";
import { stepRace } from "#common/race/step-race.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import { openCastQueue, type TickHold } from "./cast-queue.ts";
import { showFinishTimes } from "./race-board.ts";

/** How long the picture runs on after the last runner is over the line, milliseconds. */
const RUN_OUT_MS = 1_500;
const POSITION_STEPS_MAX = 65_535;
/** A race that has waited this long for one cast can't go on (RACE-7), milliseconds. */
const CAST_WAIT_MS_MAX = 5_000;

/** A race being shown: the simulation follows the clock, one step every 50 ms from the off. */
export interface RaceRun {
  readonly id: number;
  /** Epoch milliseconds; moves on by the time the race has waited for a cast. */
  readonly offAt: number;
  /** The race has waited too long for a cast that nobody knows of: it must be called off (RACE-7). */
  readonly isStuck: boolean;
  /** What became of each cast so far, in the order they came to work; never shrinks. */
  readonly casts: readonly CastOutcome[];
  /**
   * Steps to `now` and shows it, but not past a tick that is held: then the off moves on instead.
   * True once everyone is over the line and the run-out has been seen.
   */
  advance(state: RaceState, now: number): boolean;
  /** The result with all casts that are known, which with the seed decide it (RACE-3). */
  result(): RaceOutcome;
  /** Whether a cast would be taken now. */
  arePowersOpen(): boolean;
  /** Holds the tick that a cast made now works at; undefined while none are taken. */
  holdTick(): TickHold | undefined;
  /** Adds a committed cast; false for a known one. Throws where the race is past its tick. */
  take(input: RaceInput): boolean;
  /** No more powers in this race; those that are taken still work. */
  stopPowers(): void;
  /** Tells the moment of every `advance`, after it. */
  onAdvanced(listener: (now: number) => void): void;
}

export interface RaceRunStart {
  id: number;
  card: RaceCard;
  /** 32 bytes. */
  raceSeed: Uint8Array;
  /** Epoch milliseconds. */
  offAt: number;
  /** Saddle numbers that don't run. */
  scratched?: readonly number[];
  /** Every cast stored so far, whatever became of it: see `readRaceInputs`. */
  inputs?: readonly RaceInput[];
  /** Whether the race's terms have powers and its host has not stopped them. */
  hasPowers?: boolean;
}

export function startRaceRun(race: RaceRunStart): RaceRun {
  const { id, card, raceSeed, scratched = [], inputs = [] } = race;
  const simulation = startRace(card, raceSeed, { scratched });
  const queue = openCastQueue(inputs);
  // What was shown before a crash may be run again; no later cast may come before a stored one.
  const firstTick = inputs.reduce((last, { tick }) => Math.max(last, tick), 0);
  const listeners: ((now: number) => void)[] = [];
  let { offAt, hasPowers = false } = race;
  let isOff = false;
  let isStuck = false;
  let waitsSince: number | undefined;

  function wait(now: number): void {
    waitsSince ??= now;
    offAt = Math.max(offAt, now - simulation.tick * TICK_MS);
    if (now - waitsSince >= CAST_WAIT_MS_MAX) isStuck = true;
  }

  const arePowersOpen = () => hasPowers && isOff && !isStuck && !isPastLimit(simulation);

  return {
    id,
    get offAt() {
      return offAt;
    },
    get isStuck() {
      return isStuck;
    },
    casts: simulation.casts,
    advance(state, now) {
      const tick = Math.floor((now - offAt) / TICK_MS);
      isOff ||= tick >= 0;
      while (simulation.tick < tick && !isOver(simulation) && !queue.isHeld(simulation.tick)) {
        stepRace(simulation, queue.at(simulation.tick));
      }
      if (simulation.tick < tick && !isOver(simulation)) wait(now);
      else waitsSince = undefined;
      state.tick = Math.min(tick, simulation.tick || tick);
      if (state.offAtMs !== offAt) state.offAtMs = offAt;
      if (state.arePowersOpen !== arePowersOpen()) state.arePowersOpen = arePowersOpen();
      showRunners(state, simulation);
      for (const listener of listeners) listener(now);
      return isOver(simulation);
    },
    result: () => simulateRace(card, raceSeed, queue.all, { scratched }),
    arePowersOpen,
    holdTick() {
      if (!arePowersOpen()) return undefined;
      return queue.hold(Math.max(simulation.tick + CAST_LEAD_TICKS, firstTick));
    },
    take(input) {
      const isNew = queue.add(input);
      if (isNew && input.tick < simulation.tick) {
        throw new Error(`cast ${input.seq} of race ${id} comes after its tick`);
      }
      return isNew;
    },
    stopPowers() {
      hasPowers = false;
    },
    onAdvanced(listener) {
      listeners.push(listener);
    },
  };
}

function isOver(simulation: RaceSimulation): boolean {
  const runOutTicks = RUN_OUT_MS / TICK_MS;
  return simulation.isFinished && simulation.tick >= simulation.finishedTick + runOutTicks;
}

function showRunners(state: RaceState, simulation: RaceSimulation): void {
  for (let index = 0; index < simulation.runnerCount; index += 1) {
    const steps = Math.floor((simulation.positionsMm[index] as number) / POSITION_STEP_MM);
    const shown = Math.min(steps, POSITION_STEPS_MAX);
    if (state.positions[index] !== shown) state.positions[index] = shown;
  }
  let index = 0;
  for (const runner of state.runners.values()) {
    const effects = runnerEffects(simulation, index++);
    if (runner.effects !== effects) runner.effects = effects;
  }
  showFinishTimes(state, simulation.finishTimesMs);
}
