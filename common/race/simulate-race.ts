import type { RaceCard } from "./card.ts";
import type { CastOutcome } from "./powers.ts";
import type { RaceInput, RaceOutcome, RaceResult, RaceSimulation } from "./race-simulation.ts";
import { type StartOptions, startRace } from "./start-race.ts";
import { stepRace } from "./step-race.ts";

/**
 * A whole race, as the pure function of card, seed and inputs that it is (RACE-3): the same
 * arguments give the same bytes on every machine. The order of `inputs` decides nothing: each works
 * at its tick, those of one tick by `seq`; one that the race never reaches is past its limit.
 */
export function simulateRace(
  card: RaceCard,
  raceSeed: Uint8Array,
  inputs: readonly RaceInput[] = [],
  options: StartOptions = {},
): RaceOutcome {
  const simulation = startRace(card, raceSeed, options);
  const ordered = inputs.toSorted((a, b) => a.tick - b.tick || a.seq - b.seq);
  let next = 0;
  while (!simulation.isFinished) {
    if (ordered[next]?.tick !== simulation.tick) {
      stepRace(simulation);
      continue;
    }
    const first = next;
    while (ordered[next]?.tick === simulation.tick) next++;
    stepRace(simulation, ordered.slice(first, next));
  }
  return outcomeOf(simulation, ordered);
}

/**
 * The result of a finished race with an outcome for each of its inputs, by `seq`; throws while one
 * is running.
 */
function outcomeOf(simulation: RaceSimulation, inputs: readonly RaceInput[]): RaceOutcome {
  const known = new Map(simulation.casts.map((cast) => [cast.seq, cast]));
  const casts = inputs.map(
    ({ seq }): CastOutcome => known.get(seq) ?? { seq, isApplied: false, reason: "past_limit" },
  );
  return { ...resultOf(simulation), casts: casts.toSorted((a, b) => a.seq - b.seq) };
}

/** The result of a finished race without its inputs; throws while one is running. */
export function resultOf({ isFinished, finishTimesMs, finishedTick }: RaceSimulation): RaceResult {
  if (!isFinished) throw new Error("a race has no result before everyone has finished");
  return {
    order: orderOf(finishTimesMs),
    finishTimesMs: Array.from(finishTimesMs),
    ticks: finishedTick,
  };
}

/**
 * Saddle numbers by placing; equal milliseconds are a dead heat and share a list (RACE-5). Who has
 * no time has not run.
 */
export function orderOf(finishTimesMs: ArrayLike<number>): number[][] {
  const byTime = Array.from(finishTimesMs, (timeMs, index) => ({ timeMs, number: index + 1 }));
  const runners = byTime.filter(({ timeMs }) => timeMs > 0);
  runners.sort((a, b) => a.timeMs - b.timeMs || a.number - b.number);
  const order: number[][] = [];
  let lastMs = -1;
  for (const { timeMs, number } of runners) {
    if (timeMs === lastMs) order.at(-1)!.push(number);
    else order.push([number]);
    lastMs = timeMs;
  }
  return order;
}
